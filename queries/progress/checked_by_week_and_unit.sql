-- 每周检查户数 | Inspected by week and unit: weekly steps and their running sum.
-- grain:   unit, week; every week from the first of January to the data date
-- params:  $as_of, $units, $counties
-- columns: unit, week_on, checked_count, cumulative_count
-- rule:    M2b; a week begins on Monday, the last one ends on the as-of date
-- access:  aggregate
with

units as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))

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
        entity_id,
        date_trunc('week', min(checked_on))::date as week_on
    from entity_firsts
    where entity_kind = '企业'
        and checked_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_id

),

counted as (

    select
        unit,
        week_on,
        count(*) as checked_count
    from firsts
    group by unit, week_on

)

select
    units.unit,
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
order by units.unit_order, weeks.week_on
