-- 县级逐月完成率 | Completion by county and month: the running share of a target.
-- grain:   unit, county, month; every month from January to the as-of date
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, month_on, checked_count,
--          cumulative_count, target_count, completion_rate
-- rule:    M2b, M4 by county; the county target is 参考; the last month ends on
--          the as-of date
-- access:  aggregate
with

counties as (

    select
        ref_counties.unit,
        ref_units.unit_order,
        ref_counties.county_code,
        ref_counties.county
    from ref_counties
    inner join ref_units
        on ref_counties.unit = ref_units.unit
    where ref_counties.is_supervised
        and ($units is null or list_contains($units, ref_counties.unit))
        and (
            $counties is null
            or list_contains($counties, ref_counties.county_code)
        )

),

months as (

    select distinct date_trunc('month', workdays.day)::date as month_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of

),

floors as (

    select
        county_code,
        (stock_count * floor_ppm + 999999) // 1000000 as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

),

firsts as (

    select
        unit,
        county_code,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业' and stage = 'checked' and first_on <= $as_of
    union all
    select
        unit,
        county_code,
        first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业' and stage = 'checked' and first_on <= $as_of

),

counted as (

    select
        unit,
        county_code,
        date_trunc('month', first_on)::date as month_on,
        sum(entity_count)::bigint as checked_count
    from firsts
    group by unit, county_code, date_trunc('month', first_on)

),

running as (

    select
        counties.unit,
        counties.unit_order,
        counties.county_code,
        counties.county,
        months.month_on,
        coalesce(counted.checked_count, 0) as checked_count,
        (
            sum(coalesce(counted.checked_count, 0)) over (
                partition by counties.county_code order by months.month_on
            )
        )::bigint as cumulative_count
    from counties
    cross join months
    left join counted
        on counties.unit = counted.unit
        and counties.county_code = counted.county_code
        and months.month_on = counted.month_on

)

select
    running.unit,
    running.county_code,
    running.county,
    running.month_on,
    running.checked_count,
    running.cumulative_count,
    floors.target_count,
    running.cumulative_count / nullif(floors.target_count, 0)
        as completion_rate
from running
left join floors
    on running.county_code = floors.county_code
order by running.unit_order, running.county_code, running.month_on
