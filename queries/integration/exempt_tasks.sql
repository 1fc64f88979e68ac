-- 免融合任务 | Exempt tasks: which, in which field, why, and who approved it.
-- grain:   one row per task drawn in the year with any exemption entry, those
--          that do not hold first
-- 粒度:    本年抽取且填了免融合的任务各一行，不成立的在前
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: task_no, name, unit, exempt_field, exempt_reason, exempt_office,
--          exempt_on, missing_count, is_exempt, faults, is_listed_field,
--          drawn_on, lead_office
-- rule:    notice, part 2 (2): an exemption needs task, field, reason,
--          approving office and date, the field one of the list and the date on
--          or before the draw; else (is_exempt false) the task counts, and
--          faults says what is wrong
-- 规则:    通知第二部分（二）：免融合须有任务、领域、理由、批准处室和日期，
--          领域须在清单内，批准日期不晚于抽取日；否则不算免融合，任务照常计入，
--          列明问题
-- access:  aggregate
select
    tasks.task_no,
    tasks.name,
    tasks.unit,
    tasks.exempt_field,
    tasks.exempt_reason,
    tasks.exempt_office,
    tasks.exempt_on,
    len(missing_parts(exempt_field, exempt_reason, exempt_office, exempt_on))
        as missing_count,
    tasks.is_exempt,
    array_to_string(exemption_faults(tasks), '、') as faults,
    tasks.is_listed_field,
    tasks.drawn_on,
    tasks.lead_office
from class_tasks(
    $as_of, $units, $counties, $offices, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x
) as tasks
where missing_count < 4
order by tasks.is_exempt, tasks.drawn_on, tasks.task_no
