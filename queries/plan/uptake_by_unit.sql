-- 计划制定与承接 | Plans made and taken up: counties with one, and what is in it.
-- grain:   one row per reporting unit in its order; 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；合计在最后
-- params:  $units, $counties
-- columns: unit, county_count, planned_county_count, plan_making_rate,
--          unplanned_counties, has_unit_plan, offered_count, taken_up_count,
--          uptake_rate
-- rule:    M26: counties with a plan / supervised counties, those without one
--          by name; M27: provincial
--          plans found in county plans / counties x provincial plans; plans
--          bear no date and stand as the snapshot knows them
-- 规则:    M26：有本级计划的县÷监管县，没有的列名；M27：县计划中承接的省级计划÷（县数×省级计划
--          数）；计划不带日期，以快照所知为准
-- access:  aggregate
with

provincial as (

    select count(*) as plan_count
    from plan_rows
    where level = '省级'

),

measured as (

    select
        counties.unit,
        min(counties.unit_order) as unit_order,
        count(counties.county_code) as county_count,
        count(*) filter (where counties.plan_count > 0) as planned_county_count,
        string_agg(counties.county, '、' order by counties.county_code)
            filter (where counties.plan_count = 0) as unplanned_counties,
        coalesce(sum(provincial.plan_count), 0)::bigint as offered_count,
        coalesce(sum(counties.taken_up_count), 0)::bigint as taken_up_count
    from county_plans($units, $counties) as counties
    cross join provincial
    group by grouping sets ((counties.unit), ())

)

select
    coalesce(unit, '合计') as unit,
    county_count,
    planned_county_count,
    rate(planned_county_count, county_count) as plan_making_rate,
    unplanned_counties,
    case
        when measured.unit is not null
            then measured.unit in (
                select plan_rows.unit
                from plan_rows
                where plan_rows.level = '市级'
            )
    end as has_unit_plan,
    offered_count,
    taken_up_count,
    rate(taken_up_count, offered_count) as uptake_rate
from measured
order by measured.unit is null, unit_order
