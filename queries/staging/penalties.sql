-- 行政处罚 | penalties: one decision of a penalty as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a fact about an entity, never a row of the register; the amount in yuan
with

coded as (

    select
        *,
        as_document_no(penalty_no) as clean_no,
        as_code(uscc) as code_a,
        as_code(id_raw) as code_b,
        as_code(reg_no) as code_c,
        as_free_text(name) as clean_name,
        as_date(decided_on) as clean_decided_on
    from data

),

identified as (

    select
        *,
        first_uscc(code_a, code_b, code_c) as clean_uscc,
        first_reg_no(code_c, code_b, code_a) as clean_reg_no,
        name_key(clean_name) as clean_name_key
    from coded

)

select
    sheet_no,
    source_row,
    overflow,
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name as name,
    clean_name_key as name_key,
    as_text(county) as county_text,
    as_text(city) as city_text,
    clean_no as document_no,
    clean_decided_on as decided_on,
    as_free_text(penalty_office) as office,
    as_free_text(violation) as violation,
    as_free_text(penalty_kind) as penalty_kind,
    as_free_text(penalty_content) as content,
    coalesce(as_number(penalty_yuan), as_number(penalty_wan) * 10000) as fine_yuan,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
        when clean_no is null and clean_decided_on is null then 'key_missing'
    end as reject_code,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then 'uscc'
        else 'penalty_no'
    end as reject_column,
    concat_ws(
        '|',
        coalesce(clean_uscc, clean_reg_no, clean_name_key),
        coalesce(clean_no, clean_decided_on::varchar)
    ) as row_key,
    row_key as own_key,
    doubts(list_concat(
        code_doubts(
            uscc, id_raw, reg_no, code_a, code_b, code_c, clean_uscc, clean_reg_no
        ),
        [
            doubt(number_sign_doubt(clean_no), 'penalty_no', penalty_no, clean_no),
            doubt_of_date('decided_on', decided_on, clean_decided_on)
        ]
    )) as doubts
from identified
