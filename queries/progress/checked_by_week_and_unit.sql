-- 每周检查户数 | Inspected by week and unit: weekly steps and their running sum.
-- grain:   unit, week; every week from the first of January to the data date
-- params:  $as_of, $units, $counties
-- columns: unit, week_on, checked_count, cumulative_count, target_count,
--          completion_rate
-- rule:    M2b, M4 against the target in force at the as-of date; a week begins
--          on Monday, the last one ends on the as-of date
-- access:  aggregate
with

units as (

    select
        unit,
        unit_order,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

weeks as (

    select distinct date_trunc('week', workdays.day)::date as week_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of

),

firsts as (

    select
        unit,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_id

),

counted as (

    select
        unit,
        date_trunc('week', first_on)::date as week_on,
        sum(entity_count)::bigint as checked_count
    from firsts
    group by unit, date_trunc('week', first_on)

),

running as (

    select
        units.unit,
        units.unit_order,
        units.target_count,
        weeks.week_on,
        coalesce(counted.checked_count, 0) as checked_count,
        (
            sum(coalesce(counted.checked_count, 0)) over (
                partition by units.unit order by weeks.week_on
            )
        )::bigint as cumulative_count
    from units
    cross join weeks
    left join counted
        on units.unit = counted.unit
        and weeks.week_on = counted.week_on

)

select
    unit,
    week_on,
    checked_count,
    cumulative_count,
    target_count,
    cumulative_count / nullif(target_count, 0) as completion_rate
from running
order by unit_order, week_on
