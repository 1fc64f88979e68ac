-- 案例的任务 | Task of a case: what it drew, inspected and found, and the unit.
-- grain:   one row, none where no export has the task
-- params:  $as_of, $units, $task_no
-- columns: task_no, name, unit, drawn_on, draw_method, is_class_used,
--          row_count, inspected_count, applicable_count, problem_count,
--          finding_rate, other_finding_rate, closed_count, disposal_count,
--          case_filed_count
-- rule:    M13 of the task's rows up to the as-of date; beside it the rate of
--          all other tasks in the units of these rows; M15 of its problem rows
-- small:   row_count; inspected_count; applicable_count > finding_rate;
--          problem_count > finding_rate; closed_count; disposal_count;
--          case_filed_count
-- access:  aggregate
with

named as (

    select
        task_id,
        task_no,
        name,
        unit,
        drawn_on,
        draw_method,
        is_class_used
    from task_summaries
    where task_no = $task_no

),

rows_of_task as (

    select
        task_facts.unit,
        task_facts.is_inspected and task_facts.inspected_on <= $as_of
            as is_done,
        task_facts.is_applicable,
        task_facts.is_problem,
        task_facts.needs_disposal,
        coalesce(task_facts.closed_on <= $as_of, false) as is_closed,
        task_facts.is_case_filed
    from task_facts
    inner join named
        on task_facts.task_id = named.task_id
    where $units is null or list_contains($units, task_facts.unit)

),

own as (

    select
        count(*) as row_count,
        count(*) filter (where is_done) as inspected_count,
        count(*) filter (where is_done and is_applicable) as applicable_count,
        count(*) filter (where is_done and is_applicable and is_problem)
            as problem_count,
        count(*) filter (where is_done and is_problem and needs_disposal)
            as disposal_count,
        count(*) filter (
            where is_done and is_problem and needs_disposal and is_closed
        ) as closed_count,
        count(*) filter (where is_done and is_case_filed) as case_filed_count
    from rows_of_task

),

others as (

    select
        count(*) filter (where task_facts.is_problem)
            / nullif(count(*), 0) as finding_rate
    from task_facts
    cross join named
    where task_facts.task_id <> named.task_id
        and task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
        and task_facts.is_applicable
        and task_facts.unit in (select rows_of_task.unit from rows_of_task)

)

select
    named.task_no,
    named.name,
    named.unit,
    named.drawn_on,
    named.draw_method,
    named.is_class_used,
    own.row_count,
    own.inspected_count,
    own.applicable_count,
    own.problem_count,
    own.problem_count / nullif(own.applicable_count, 0) as finding_rate,
    others.finding_rate as other_finding_rate,
    own.closed_count,
    own.disposal_count,
    own.case_filed_count
from named
cross join own
cross join others
where named.drawn_on <= $as_of
