-- 归集滞后 | Slow collection: own systems whose results arrive late.
-- grain:   one row per unit, the slowest first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, row_count,
--          collected_count, waiting_count, median_days_value
-- rule:    M21, notice.md N7: rows of 自有系统 entered by the as-of date; days from
--          entry to collection, median at least $threshold; no limit in the
--          notice, so never overdue
-- small:   row_count; collected_count; waiting_count
-- access:  aggregate
with

rows as (

    select
        unit,
        collected_on <= $as_of as is_collected,
        case
            when has_entry_date and collected_on <= $as_of
                then date_diff('day', entered_on, collected_on)
        end as delay_days
    from task_facts
    where source_system = '自有系统'
        and has_result
        and entered_on <= $as_of
        and ($units is null or list_contains($units, unit))

),

counted as (

    select
        unit,
        count(*) as row_count,
        count(*) filter (where is_collected) as collected_count,
        quantile_cont(delay_days, 0.5) as median_days_value
    from rows
    group by unit

)

select
    unit,
    null::varchar as county_code,
    null::varchar as office,
    unit as subject,
    false as is_overdue,
    row_count,
    collected_count,
    row_count - collected_count as waiting_count,
    median_days_value
from counted
where median_days_value >= $threshold
order by median_days_value desc, unit
