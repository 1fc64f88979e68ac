-- 省级任务未承接 | Not taken up: counties whose plan lacks provincial tasks.
-- grain:   one row per county that lacks at least $threshold, by code
-- params:  $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, county,
--          missing_count, plan_names
-- rule:    M27 as in uptake_grid; counties without any plan are not repeated
-- access:  aggregate
with

local_plans as (

    select
        county_code,
        root_plan_no
    from plan_rows
    where level = '县级'

),

missing as (

    select
        ref_counties.unit,
        ref_counties.county_code,
        ref_counties.county,
        provincial.plan_no,
        provincial.name
    from ref_counties
    inner join plan_rows as provincial
        on provincial.level = '省级'
    left join local_plans
        on ref_counties.county_code = local_plans.county_code
        and provincial.plan_no = local_plans.root_plan_no
    where ref_counties.is_supervised
        and local_plans.county_code is null
        and ref_counties.county_code in (
            select local_plans.county_code from local_plans
        )
        and ($units is null or list_contains($units, ref_counties.unit))

)

select
    unit,
    county_code,
    null::varchar as office,
    county as subject,
    false as is_overdue,
    county,
    count(*) as missing_count,
    string_agg(name, '、' order by plan_no) as plan_names
from missing
group by unit, county_code, county
having count(*) >= $threshold
order by county_code
