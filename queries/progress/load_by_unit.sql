-- 人均任务 | Load: what the gap asks of each inspector in a week.
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, gap_count, inspector_count, weeks_left, needed_per_week,
--          needed_per_inspector_week, recent_per_inspector_week
-- rule:    M8, M23: a visit takes the parameter inspectors_per_visit; five
--          working days a week; only 有效 inspectors whose certificate has not
--          expired count; recent = the last 4 weeks; no duty past the deadline
-- 规则:    M8、M23：每户检查人数见参数；每周五个工作日；只计有效且证件未到期的
--          人员；近期为近4周；期限之后不再要求
-- base:    yes
-- small:   inspector_count > needed_per_inspector_week,
--          recent_per_inspector_week
-- access:  aggregate
with

recent as (

    select
        days.unit,
        sum(days.row_count)::bigint as row_count
    from inspected_days as days
    inner join pace_days as today
        on today.day = $as_of
        and days.inspected_on > today.short_from_on
    where days.inspected_on <= $as_of
        and is_among(days.county_code, $counties)
    group by days.unit

),

staff as (

    select
        unit,
        count(*) as inspector_count
    from inspector_rows
    where state = '有效'
        and (cert_valid_to is null or cert_valid_to >= $as_of)
        and is_among(county_code, $counties)
    group by unit

),

measured as (

    select
        positions.part as unit,
        positions.unit_order,
        positions.gap_count,
        positions.left_count / 5 as weeks_left,
        today.short_workday_count / 5 as recent_weeks,
        coalesce(staff.inspector_count, 0) as inspector_count,
        coalesce(recent.row_count, 0) as recent_count,
        rules.inspectors_per_visit
    from positions($as_of, $units, $counties, false) as positions
    cross join rules
    inner join pace_days as today
        on today.day = $as_of
    left join recent
        on positions.part = recent.unit
    left join staff
        on positions.part = staff.unit

)

select
    unit,
    gap_count,
    inspector_count,
    weeks_left,
    rate(gap_count, weeks_left) as needed_per_week,
    rate(gap_count * inspectors_per_visit, weeks_left * inspector_count)
        as needed_per_inspector_week,
    rate(recent_count * inspectors_per_visit, recent_weeks * inspector_count)
        as recent_per_inspector_week
from measured
order by unit_order
