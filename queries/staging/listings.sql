-- 经营异常名录和严重违法失信名单 | listings: one entry of a list as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a fact about an entity, never a row of the register; which list it is the
--          row says, else the header of the reason
with

coded as (

    select
        *,
        as_code(uscc) as code_a,
        as_code(id_raw) as code_b,
        as_code(reg_no) as code_c,
        as_free_text(name) as clean_name,
        as_date(listed_on) as clean_listed_on,
        as_date(removed_on) as clean_removed_on,
        coalesce(
            as_text(list_kind),
            case
                when as_text(serious_reason) is not null then '严重违法失信名单'
                when as_text(abnormal_reason) is not null then '经营异常名录'
            end
        ) as clean_kind
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
    clean_kind as kind_text,
    coalesce(as_document_no(listing_no), as_document_no(removal_no)) as document_no,
    as_free_text(coalesce(
        as_text(abnormal_reason), as_text(serious_reason), listing_reason
    )) as reason,
    clean_listed_on as listed_on,
    coalesce(as_free_text(listing_office), as_free_text(removal_office)) as office,
    clean_removed_on as removed_on,
    as_free_text(removal_reason) as removal_reason,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
        when clean_listed_on is null and clean_removed_on is null then 'key_missing'
    end as reject_code,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then 'uscc'
        else 'listed_on'
    end as reject_column,
    concat_ws(
        '|',
        coalesce(clean_uscc, clean_reg_no, clean_name_key),
        clean_kind,
        coalesce(clean_listed_on, clean_removed_on)::varchar
    ) as row_key,
    row_key as own_key,
    doubts(list_concat(
        code_doubts(
            uscc, id_raw, reg_no, code_a, code_b, code_c, clean_uscc, clean_reg_no
        ),
        [
            doubt_of_date('listed_on', listed_on, clean_listed_on),
            doubt_of_date('removed_on', removed_on, clean_removed_on)
        ]
    )) as doubts
from identified
