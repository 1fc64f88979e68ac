-- 风险领域任务 | Tasks of risk fields: those whose items can be traced.
-- grain:   one row per task with a risk field, most rows inspected first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: task_no, name, risk_fields, unit, lead_office, drawn_on, row_count,
--          inspected_count, problem_count
-- rule:    notice.md N16
-- small:   row_count; inspected_count; problem_count
-- access:  aggregate
with

rows as (

    select
        task_id,
        coalesce(visited_on <= $as_of, false) as is_visited,
        is_problem
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
        task_id,
        count(*) as row_count,
        count(*) filter (where is_visited) as inspected_count,
        count(*) filter (where is_visited and is_problem) as problem_count
    from rows
    group by task_id

)

select
    task_summaries.task_no,
    task_summaries.name,
    task_summaries.risk_fields,
    task_summaries.unit,
    task_summaries.lead_office,
    task_summaries.drawn_on,
    counted.row_count,
    counted.inspected_count,
    counted.problem_count
from counted
inner join task_summaries
    on counted.task_id = task_summaries.task_id
where counted.task_id in (select task_fields.task_id from task_fields)
order by counted.inspected_count desc, task_summaries.task_no
