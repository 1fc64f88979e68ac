-- 企业实有数 | stock: the base of a year's end as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    the base travels with the data; a total is a row of its own, compared
--          with its parts and never added
with

dated as (

    select
        *,
        case
            when regexp_full_match(as_key(year_end), '\d{4}年?(末|年末|底|年底)?')
                then make_date(try_cast(as_key(year_end)[:4] as integer), 12, 31)
            else as_date(year_end)
        end as said_year_end,
        coalesce(is_total_word(year_end), false) as is_total
    from data

),

-- A word for a total in place of the day: that of all, on the one day of the sheet.
typed as (

    select
        *,
        case
            when not is_total then said_year_end
            when min(said_year_end) over (partition by sheet_no)
                = max(said_year_end) over (partition by sheet_no)
                then max(said_year_end) over (partition by sheet_no)
        end as clean_year_end,
        coalesce(as_text(unit), if(is_total, year_end, null)) as clean_unit,
        as_count(stock_count) as clean_count
    from dated

)

select
    sheet_no,
    source_row,
    overflow,
    clean_year_end as year_end,
    clean_unit as unit_text,
    as_text(county) as county_text,
    as_code(county_code) as county_code_text,
    as_key(as_text(entity_kind)) as kind_text,
    clean_count as stock_count,
    as_free_text(source) as source,
    as_key(approval) as approval_text,
    case
        when clean_year_end is null then 'date_unreadable'
        when clean_count is null then 'count_unreadable'
        when coalesce(clean_unit, as_text(county), as_code(county_code)) is null
            then 'place_missing'
    end as reject_code,
    case
        when clean_year_end is null then 'year_end'
        when clean_count is null then 'stock_count'
        else 'county'
    end as reject_column,
    concat_ws(
        '|', clean_year_end, clean_unit, as_text(county), as_code(county_code),
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
