-- 单位上报表 | reported figures: one figure a unit reports as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    M34: reported figures stand beside ours, never in their place
with

typed as (

    select
        *,
        as_text(unit) as clean_unit,
        as_text(county) as clean_county,
        as_date(as_of) as clean_as_of,
        as_text(metric) as clean_metric,
        coalesce(as_count(reported_count), as_number(reported_count)) as clean_count
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_unit as unit_text,
    clean_county as county_text,
    clean_as_of as as_of,
    clean_metric as metric,
    clean_count as reported_count,
    case
        when clean_unit is null then 'place_missing'
        when clean_metric is null then 'key_missing'
        when clean_as_of is null then 'date_unreadable'
        when clean_count is null then 'count_unreadable'
    end as reject_code,
    case
        when clean_unit is null then 'unit'
        when clean_metric is null then 'metric'
        when clean_as_of is null then 'as_of'
        else 'reported_count'
    end as reject_column,
    concat_ws('|', clean_unit, clean_county, clean_as_of, clean_metric) as row_key,
    row_key as own_key,
    doubts([
        doubt(
            case
                when qualifier_of(reported_count) is not null then 'count_qualified'
            end,
            'reported_count', reported_count, clean_count
        )
    ]) as doubts
from typed
