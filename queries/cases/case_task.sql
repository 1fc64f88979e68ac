-- 案例的任务 | Task of a case: what it drew, inspected and found, and the unit.
-- grain:   one row, none where no export has the task
-- 粒度:    一行；没有导出文件含该任务时没有
-- params:  $as_of, $units, $task_no
-- columns: task_no, name, unit, drawn_on, draw_method, is_class_used,
--          row_count, inspected_count, applicable_count, problem_count,
--          finding_rate, other_finding_rate, closed_count, disposal_count,
--          case_filed_count
-- rule:    M13 of the task's rows up to the as-of date; beside it the rate of
--          all other tasks in the units of these rows; M15 of its problem rows
-- 规则:    该任务截至统计日各户次的 M13；旁列这些户次所在单位其他任务的问题发现率；
--          其问题户次的 M15
-- small:   row_count; inspected_count; applicable_count > finding_rate;
--          problem_count > finding_rate; closed_count; disposal_count;
--          case_filed_count
-- access:  aggregate
with

rows as (

    select
        *,
        is_checked and is_applicable as is_counted,
        is_checked and is_problem and needs_disposal as is_disposal
    from rows_of_task($as_of, $units, $task_no)

),

own as (

    select
        count(*) as row_count,
        count(*) filter (where is_checked) as inspected_count,
        count(*) filter (where is_counted) as applicable_count,
        count(*) filter (where is_counted and is_problem) as problem_count,
        count(*) filter (where is_disposal) as disposal_count,
        count(*) filter (where is_disposal and closed_on <= $as_of)
            as closed_count,
        count(*) filter (where is_checked and is_case_filed)
            as case_filed_count
    from rows

),

others as (

    select
        rate(count(*) filter (where task_facts.is_problem), count(*))
            as finding_rate
    from task_facts
    inner join task_summaries
        on task_facts.task_id <> task_summaries.task_id
    where task_summaries.task_no = $task_no
        and task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
        and task_facts.is_applicable
        and task_facts.unit in (select rows.unit from rows)

)

select
    tasks.task_no,
    tasks.name,
    tasks.unit,
    tasks.drawn_on,
    tasks.draw_method,
    tasks.is_class_used,
    own.row_count,
    own.inspected_count,
    own.applicable_count,
    own.problem_count,
    rate(own.problem_count, own.applicable_count) as finding_rate,
    others.finding_rate as other_finding_rate,
    own.closed_count,
    own.disposal_count,
    own.case_filed_count
from task_summaries as tasks
cross join own
cross join others
where tasks.task_no = $task_no and tasks.drawn_on <= $as_of
