-- 计划制定与承接 | Plans made and taken up: counties with one, and what is in it.
-- grain:   one row per reporting unit in its order; 合计 last
-- params:  $units, $counties
-- columns: unit, county_count, planned_county_count, plan_making_rate,
--          has_unit_plan, offered_count, taken_up_count, uptake_rate
-- rule:    M26: counties with a plan / supervised counties (83); M27:
--          provincial plans found in county plans / counties x provincial
--          plans; plans bear no date and stand as the snapshot knows them
-- access:  aggregate
with

counties as (

    select
        unit,
        county_code
    from ref_counties
    where is_supervised
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))

),

local_plans as (

    select distinct
        county_code,
        root_plan_no
    from plan_rows
    where level = '县级'

),

provincial as (

    select count(*) as plan_count
    from plan_rows
    where level = '省级'

),

taken_up as (

    select
        local_plans.county_code,
        count(provincial_plans.plan_no) as plan_count
    from local_plans
    left join plan_rows as provincial_plans
        on local_plans.root_plan_no = provincial_plans.plan_no
    group by local_plans.county_code

),

measured as (

    select
        coalesce(counties.unit, '合计') as unit,
        count(*) as county_count,
        count(taken_up.county_code) as planned_county_count,
        sum(provincial.plan_count)::bigint as offered_count,
        coalesce(sum(taken_up.plan_count), 0)::bigint as taken_up_count
    from counties
    cross join provincial
    left join taken_up
        on counties.county_code = taken_up.county_code
    group by grouping sets ((counties.unit), ())

),

unit_plans as (

    select distinct unit
    from plan_rows
    where level = '市级'

)

select
    measured.unit,
    measured.county_count,
    measured.planned_county_count,
    measured.planned_county_count / nullif(measured.county_count, 0)
        as plan_making_rate,
    case
        when measured.unit <> '合计' then unit_plans.unit is not null
    end as has_unit_plan,
    coalesce(measured.offered_count, 0) as offered_count,
    measured.taken_up_count,
    measured.taken_up_count / nullif(measured.offered_count, 0)
        as uptake_rate
from measured
left join unit_plans
    on measured.unit = unit_plans.unit
left join ref_units
    on measured.unit = ref_units.unit
order by measured.unit = '合计', ref_units.unit_order
