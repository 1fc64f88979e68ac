-- 县级逐月完成率 | Completion by county and month: the running share of a target.
-- grain:   unit, county, month; every month from January to the as-of date
-- 粒度:    每个单位、县、月一行；1月至截止日期的每个月
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, month_on, checked_count,
--          cumulative_count, target_count, completion_rate
-- rule:    M2b, M4 by county; the county target is for reference; the last
--          month ends on the as-of date
-- 规则:    M2b、M4，分县；县级目标为参考；末月止于截止日期
-- base:    yes
-- small:   checked_count; cumulative_count > completion_rate
-- access:  aggregate
with

months as (

    select distinct date_trunc('month', workdays.day)::date as month_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of

),

counted as (

    select
        unit,
        county_code,
        date_trunc('month', first_on)::date as month_on,
        sum(entity_count)::bigint as checked_count
    from county_firsts($as_of)
    where entity_kind = '企业' and stage = 'checked'
    group by unit, county_code, date_trunc('month', first_on)

),

running as (

    select
        ref_counties.unit,
        ref_counties.county_code,
        ref_counties.county,
        months.month_on,
        coalesce(counted.checked_count, 0) as checked_count,
        (
            sum(coalesce(counted.checked_count, 0)) over (
                partition by ref_counties.county_code order by months.month_on
            )
        )::bigint as cumulative_count
    from ref_counties
    cross join months
    left join counted
        on ref_counties.unit = counted.unit
        and ref_counties.county_code = counted.county_code
        and months.month_on = counted.month_on
    where ref_counties.is_supervised
        and is_among(ref_counties.unit, $units)
        and is_among(ref_counties.county_code, $counties)

)

select
    running.*,
    floors.target_count,
    rate(running.cumulative_count, floors.target_count) as completion_rate
from running
inner join reporting_units
    on running.unit = reporting_units.unit
left join county_floors($as_of) as floors
    on running.county_code = floors.county_code
order by reporting_units.unit_order, running.county_code, running.month_on
