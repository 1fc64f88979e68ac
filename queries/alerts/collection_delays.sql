-- 归集滞后 | Slow collection: own systems whose results arrive late.
-- grain:   one row per unit, the slowest first
-- 粒度:    每个单位一行，慢的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, row_count,
--          collected_count, waiting_count, median_days_value
-- rule:    notice, part 3 (2), M21: rows of 自有系统 entered by the as-of date;
--          days from entry to collection, median at least $threshold; no limit
--          in the notice, so never overdue
-- 规则:    通知第三部分（二）、M21：截止日前录入的自有系统行；录入至归集的天数，
--          中位数达到阈值；通知未规定天数，不判逾期
-- small:   row_count; collected_count; waiting_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(*) as row_count,
        count(*) filter (where collected_on <= $as_of) as collected_count,
        median(date_diff('day', entered_on, collected_on)) filter (
            where has_entry_date
                and has_collection_date
                and collected_on <= $as_of
        ) as median_days_value
    from task_facts
    where source_system = '自有系统'
        and has_result
        and entered_on <= $as_of
        and is_among(unit, $units)
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
