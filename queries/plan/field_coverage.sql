-- 风险领域覆盖 | Risk fields: which unit has tasks in which field.
-- grain:   one row per risk field and reporting unit, also the empty ones
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: risk_field, unit, task_count, row_count, inspected_count,
--          problem_count, last_inspected_on, is_empty
-- rule:    M22, notice.md N16: a cell is covered by a task of the year so far
--          that has rows in the unit; fields in data/reference/risk_fields.csv
-- small:   row_count; inspected_count > last_inspected_on; problem_count
-- access:  aggregate
with

rows as (

    select
        task_id,
        unit,
        coalesce(visited_on <= $as_of, false) as is_visited,
        is_problem,
        visited_on
    from task_facts
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

counted as (

    select
        task_fields.risk_field,
        rows.unit,
        count(distinct rows.task_id) as task_count,
        count(*) as row_count,
        count(*) filter (where rows.is_visited) as inspected_count,
        count(*) filter (where rows.is_visited and rows.is_problem)
            as problem_count,
        max(case when rows.is_visited then rows.visited_on end)
            as last_inspected_on
    from rows
    inner join task_fields
        on rows.task_id = task_fields.task_id
    group by task_fields.risk_field, rows.unit

)

select
    ref_risk_fields.risk_field,
    ref_units.unit,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.problem_count, 0) as problem_count,
    counted.last_inspected_on,
    counted.unit is null as is_empty
from ref_risk_fields
inner join ref_units
    on ref_units.has_target
left join counted
    on ref_risk_fields.risk_field = counted.risk_field
    and ref_units.unit = counted.unit
where $units is null or list_contains($units, ref_units.unit)
order by ref_risk_fields.risk_field, ref_units.unit_order
