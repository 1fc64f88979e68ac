-- 省级任务承接 | Uptake: which county's plan has which provincial task.
-- grain:   one row per supervised county and provincial plan, by unit, county
--          and plan; counties without a plan last where $is_missing is set
-- 粒度:    每个纳入统计的县、每个省级计划一行，按单位、县和计划；设了
--          $is_missing 时没有计划的县列在最后
-- params:  $as_of, $units, $counties, $is_missing
-- columns: unit, county_code, county, plan_no, plan_name, lead_office, state,
--          local_plan_no, has_plan, drawn_count, inspected_count
-- rule:    M27: 已承接 = the county's plan names the provincial one (by number,
--          else by name); 无计划 = the county has no plan at all (M26); every
--          provincial plan concerns every county; drawn = rows in the county
--          under the provincial plan or one that takes it up
-- 规则:    M27：县计划按编号（无编号按名称）列有该省级计划为已承接；该县没有任何计
--          划为无计划（M26）；每项省级计划涉及所有县；已抽＝该县在省级计划或承接计
--          划下的户次
-- small:   drawn_count; inspected_count
-- access:  aggregate
with

counted as (

    select
        rows.county_code,
        plan_rows.root_plan_no,
        count(*) as drawn_count,
        count(*) filter (where rows.is_visited) as inspected_count
    from drawn_rows($as_of, $units) as rows
    inner join plan_rows
        on rows.plan_no = plan_rows.plan_no
    group by rows.county_code, plan_rows.root_plan_no

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
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.inspected_count, 0) as inspected_count
from uptake_cells($units, $counties) as cells
left join counted
    on cells.county_code = counted.county_code
    and cells.plan_no = counted.root_plan_no
where $is_missing is null or $is_missing = (cells.state <> '已承接')
order by
    coalesce($is_missing, false) and not cells.has_plan,
    cells.unit_order,
    cells.county_code,
    cells.plan_no
