-- 每周检查户数 | Inspected by week and unit: weekly steps and their running sum.
-- grain:   unit, week; every week from the first of January to the as-of date
-- 粒度:    每个单位、每周一行；1月1日至截止日期的每一周
-- params:  $as_of, $units, $counties
-- columns: unit, week_on, checked_count, cumulative_count, target_count,
--          completion_rate
-- rule:    M2b, M4 against the target in force at the as-of date; a week begins
--          on Monday, the last one ends on the as-of date
-- 规则:    M2b、M4，按截止日期有效的目标；一周自周一起，末周止于截止日期
-- base:    yes
-- small:   checked_count; cumulative_count > completion_rate
-- access:  aggregate
with

weeks as (

    select distinct date_trunc('week', workdays.day)::date as week_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of

),

counted as (

    select
        part,
        date_trunc('week', first_on)::date as week_on,
        sum(entity_count)::bigint as checked_count
    from part_firsts($as_of, $units, $counties, false)
    where entity_kind = '企业' and stage = 'checked'
    group by part, date_trunc('week', first_on)

),

running as (

    select
        floors.unit,
        floors.unit_order,
        floors.target_count,
        weeks.week_on,
        coalesce(counted.checked_count, 0) as checked_count,
        (
            sum(coalesce(counted.checked_count, 0)) over (
                partition by floors.unit order by weeks.week_on
            )
        )::bigint as cumulative_count
    from unit_floors($as_of, $units, $counties) as floors
    cross join weeks
    left join counted
        on floors.unit = counted.part
        and weeks.week_on = counted.week_on

)

select
    unit,
    week_on,
    checked_count,
    cumulative_count,
    target_count,
    rate(cumulative_count, target_count) as completion_rate
from running
order by unit_order, week_on
