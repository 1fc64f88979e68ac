-- 经营异常名录和严重违法失信名单 | listings: one entry of a list as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a fact about an entity, never a row of the register; which list it is the
--          row says, else the header of the reason
with

typed as (

    select
        *,
        as_date(listed_on) as clean_listed_on,
        as_date(removed_on) as clean_removed_on,
        coalesce(
            as_text(list_kind),
            case
                when as_text(serious_reason) is not null then '严重违法失信名单'
                when as_text(abnormal_reason) is not null then '经营异常名录'
            end
        ) as clean_kind
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
        when nobody_reject is not null then nobody_reject
        when clean_listed_on is null and clean_removed_on is null then 'key_missing'
    end as reject_code,
    case
        when nobody_reject is not null then 'uscc'
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
        identity_doubts,
        [
            doubt(
                if(
                    clean_kind is null
                    or regexp_matches(clean_kind, '异常|严重违法|失信|黑名单'),
                    null,
                    'value_unknown'
                ),
                'list_kind',
                list_kind,
                clean_kind
            ),
            doubt_of_date('listed_on', listed_on, clean_listed_on),
            doubt_of_date('removed_on', removed_on, clean_removed_on)
        ]
    )) as doubts
from typed
