-- 行政处罚 | penalties: one decision of a penalty as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a fact about an entity, never a row of the register; the amount in yuan
with

typed as (

    select
        *,
        as_document_no(penalty_no) as clean_no,
        as_date(decided_on) as clean_decided_on
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
    as_text(county) as county_text,
    as_text(city) as city_text,
    clean_no as document_no,
    clean_decided_on as decided_on,
    as_free_text(penalty_office) as office,
    as_free_text(violation) as violation,
    as_free_text(penalty_kind) as penalty_kind,
    as_free_text(penalty_content) as content,
    coalesce(as_yuan(penalty_yuan, 1), as_yuan(penalty_wan, 10000)) as fine_yuan,
    case
        when nobody_reject is not null then nobody_reject
        when clean_no is null and clean_decided_on is null then 'key_missing'
    end as reject_code,
    case
        when nobody_reject is not null then 'uscc'
        else 'penalty_no'
    end as reject_column,
    concat_ws(
        '|',
        coalesce(clean_uscc, clean_reg_no, clean_name_key),
        coalesce(clean_no, clean_decided_on::varchar)
    ) as row_key,
    row_key as own_key,
    doubts(list_concat(
        identity_doubts,
        [
            doubt(number_sign_doubt(clean_no), 'penalty_no', penalty_no, clean_no),
            doubt_of_date('decided_on', decided_on, clean_decided_on),
            doubt(yuan_doubt(penalty_yuan), 'penalty_yuan', penalty_yuan, null),
            doubt(yuan_doubt(penalty_wan), 'penalty_wan', penalty_wan, null)
        ]
    )) as doubts
from typed
