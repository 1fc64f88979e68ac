-- 检查对象 | register: one exported row as typed columns.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    code over number over name; a blank name is kept
with

typed as (

    select
        *,
        as_date(established_on) as clean_established_on,
        as_date(class_on) as clean_class_on
    from identified

)

select
    sheet_no,
    source_row,
    overflow,
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name as name,
    clean_name_key as name_key,
    as_key(as_text(entity_kind)) as kind_text,
    as_key(as_text(ent_type)) as type_text,
    nullif(regexp_extract(industry_code, '^\s*([A-T]?\d{0,4})', 1), '')
        as industry_code,
    as_key(as_text(reg_status)) as status_text,
    clean_established_on as established_on,
    nullif(regexp_extract(reg_org_code, '^\s*(\d{6})', 1), '') as registrar_code,
    as_free_text(local_adm) as station,
    as_text(city) as city_text,
    as_text(county) as county_text,
    as_code(county_code) as county_code_text,
    as_free_list(tags) as tags,
    as_free_list(special_lib) as libraries,
    as_free_text(free_trade_area) as free_trade_text,
    as_key(as_text(risk_class)) as class_text,
    clean_class_on as class_on,
    as_number(risk_score) as class_score,
    nobody_reject as reject_code,
    'uscc' as reject_column,
    coalesce(
        clean_uscc,
        clean_reg_no,
        concat_ws('|', clean_name_key, as_free_text(local_adm), as_text(county))
    ) as row_key,
    doubts(list_concat(
        identity_doubts,
        [
            doubt(sample_name_doubt(clean_name_key), 'name', clean_name, clean_name),
            doubt(
                case when clean_name is null then 'name_missing' end,
                'name', coalesce(uscc, id_raw, reg_no), null
            ),
            doubt_of_date('established_on', established_on, clean_established_on),
            doubt_of_month('class_on', class_on, clean_class_on)
        ]
    )) as doubts
from typed
