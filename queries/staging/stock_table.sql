-- 企业实有数 | stock: the base of a year's end as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    the base travels with the data; a total is a row of its own, compared
--          with its parts and never added
with

typed as (

    select
        *,
        case
            when regexp_full_match(as_key(year_end), '\d{4}年?(末|年末|底|年底)?')
                then make_date(try_cast(as_key(year_end)[:4] as integer), 12, 31)
            else as_date(year_end)
        end as clean_year_end,
        as_count(stock_count) as clean_count
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_year_end as year_end,
    as_text(unit) as unit_text,
    as_text(county) as county_text,
    as_code(county_code) as county_code_text,
    as_key(as_text(entity_kind)) as kind_text,
    clean_count as stock_count,
    as_free_text(source) as source,
    as_key(approval) as approval_text,
    case
        when clean_year_end is null then 'date_unreadable'
        when clean_count is null then 'count_unreadable'
        when coalesce(as_text(unit), as_text(county), as_code(county_code)) is null
            then 'place_missing'
    end as reject_code,
    case
        when clean_year_end is null then 'year_end'
        when clean_count is null then 'stock_count'
        else 'county'
    end as reject_column,
    concat_ws(
        '|', clean_year_end, as_text(unit), as_text(county), as_code(county_code),
        as_key(entity_kind)
    ) as row_key,
    row_key as own_key,
    doubts([
        doubt(
            case when qualifier_of(stock_count) is not null then 'count_qualified' end,
            'stock_count', stock_count, clean_count
        )
    ]) as doubts
from typed
