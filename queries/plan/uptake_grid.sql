-- 省级任务承接 | Uptake: which county's plan has which provincial task.
-- grain:   one row per supervised county and provincial plan, by unit, county
--          and plan; counties without a plan last where $is_missing is set
-- params:  $as_of, $units, $counties, $is_missing
-- columns: unit, county_code, county, plan_no, plan_name, lead_office, state,
--          local_plan_no, has_plan, drawn_count, inspected_count
-- rule:    M27: 已承接 = the county's plan names the provincial one (by number,
--          else by name); 无计划 = the county has no plan at all (M26); every
--          provincial plan concerns every county; drawn = rows in the county
--          under the provincial plan or one that takes it up
-- small:   drawn_count; inspected_count
-- access:  aggregate
with

local_plans as (

    select
        county_code,
        root_plan_no,
        min(plan_no) as plan_no
    from plan_rows
    where level = '县级' and county_code is not null
    group by county_code, root_plan_no

),

planned as (

    select distinct county_code
    from local_plans

),

rows as (

    select
        task_facts.county_code,
        plan_rows.root_plan_no,
        count(*) as drawn_count,
        count(*) filter (where task_facts.visited_on <= $as_of)
            as inspected_count
    from task_facts
    inner join plan_rows
        on task_facts.plan_no = plan_rows.plan_no
    where task_facts.drawn_on <= $as_of
        and ($units is null or list_contains($units, task_facts.unit))
    group by task_facts.county_code, plan_rows.root_plan_no

),

cells as (

    select
        ref_counties.unit,
        ref_counties.county_code,
        ref_counties.county,
        provincial.plan_no,
        provincial.name as plan_name,
        provincial.lead_office,
        case
            when planned.county_code is null then '无计划'
            when local_plans.plan_no is null then '未承接'
            else '已承接'
        end as state,
        local_plans.plan_no as local_plan_no,
        planned.county_code is not null as has_plan,
        coalesce(rows.drawn_count, 0) as drawn_count,
        coalesce(rows.inspected_count, 0) as inspected_count
    from ref_counties
    inner join plan_rows as provincial
        on provincial.level = '省级'
    left join planned
        on ref_counties.county_code = planned.county_code
    left join local_plans
        on ref_counties.county_code = local_plans.county_code
        and provincial.plan_no = local_plans.root_plan_no
    left join rows
        on ref_counties.county_code = rows.county_code
        and provincial.plan_no = rows.root_plan_no
    where ref_counties.is_supervised

)

select
    cells.unit,
    cells.county_code,
    cells.county,
    cells.plan_no,
    cells.plan_name,
    cells.lead_office,
    cells.state,
    cells.local_plan_no,
    cells.has_plan,
    cells.drawn_count,
    cells.inspected_count
from cells
inner join ref_units
    on cells.unit = ref_units.unit
where ($units is null or list_contains($units, cells.unit))
    and ($counties is null or list_contains($counties, cells.county_code))
    and ($is_missing is null or $is_missing = (cells.state <> '已承接'))
order by
    coalesce($is_missing, false) and not cells.has_plan,
    ref_units.unit_order,
    cells.county_code,
    cells.plan_no
