-- 风险领域任务 | Tasks of risk fields: those whose items can be traced.
-- grain:   one row per task with a risk field, most rows inspected first
-- 粒度:    有风险领域的任务各一行，已检查多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: task_no, name, risk_fields, unit, lead_office, drawn_on, row_count,
--          inspected_count, problem_count
-- rule:    tasks whose export names a risk field; rows of the selection, each
--          inspected by the as-of date and found with a problem
-- 规则:    导出表注明风险领域的任务；所选范围内的户次，截至统计日已检查的及发现问
--          题的
-- small:   row_count; inspected_count; problem_count
-- access:  aggregate
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
from task_counts(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $tag
) as counted
inner join task_summaries
    on counted.task_id = task_summaries.task_id
where counted.task_id in (select task_fields.task_id from task_fields)
order by counted.inspected_count desc, task_summaries.task_no
