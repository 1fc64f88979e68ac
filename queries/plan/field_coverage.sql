-- 风险领域覆盖 | Risk fields: which unit has tasks in which field.
-- grain:   one row per risk field and reporting unit, also the empty ones; of
--          chosen counties their units alone
-- 粒度:    每个风险领域、每个报告单位一行，空的也列；选定县的只列其单位
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: risk_field, unit, task_count, row_count, inspected_count,
--          problem_count, last_inspected_on, is_empty
-- rule:    M22: a field is covered in a unit by a task of the year so far that
--          has rows there; the fields are those of the reference tables
-- 规则:    M22：本年截至统计日的任务在该单位有户次，即为该领域已覆盖；领域以参考
--          表所列为准
-- small:   row_count; inspected_count > last_inspected_on; problem_count
-- access:  aggregate
with

counted as (

    select
        task_fields.risk_field,
        rows.unit,
        count(distinct rows.task_id) as task_count,
        count(*) as row_count,
        count(*) filter (where rows.is_visited) as inspected_count,
        count(*) filter (where rows.is_visited and rows.is_problem)
            as problem_count,
        max(rows.seen_on) as last_inspected_on
    from drawn_rows(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as rows
    inner join task_fields
        on rows.task_id = task_fields.task_id
    group by task_fields.risk_field, rows.unit

)

select
    ref_risk_fields.risk_field,
    units.unit,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.problem_count, 0) as problem_count,
    counted.last_inspected_on,
    counted.unit is null as is_empty
from ref_risk_fields
inner join listed_units($units) as units
    on units.has_target
left join counted
    on ref_risk_fields.risk_field = counted.risk_field
    and units.unit = counted.unit
where $counties is null
    or units.unit in (
        select unit
        from ref_counties
        where list_contains($counties, county_code)
    )
order by ref_risk_fields.risk_field, units.unit_order
