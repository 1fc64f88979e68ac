-- 免融合任务 | Exempt tasks: which, in which field, why, and who approved it.
-- grain:   one row per task drawn in the year with any exemption entry, the
--          incomplete ones first
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: task_no, name, unit, exempt_field, exempt_reason, exempt_office,
--          exempt_on, missing_count, is_exempt, is_listed_field, drawn_on,
--          lead_office
-- rule:    notice, part 2 (2): an exemption needs task, field, reason,
--          approving office and date; an incomplete one (is_exempt false) does
--          not count; listed = a field of the list of exempt fields
-- 规则:    通知第二部分（二）：免融合须有任务、领域、理由、批准处室和日期；
--          要件不齐的不算免融合；在列＝属于免融合领域清单
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
    ref_exemption_rules.field is not null as is_listed_field,
    tasks.drawn_on,
    tasks.lead_office
from class_tasks(
    $as_of, $units, $counties, $offices, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x
) as tasks
left join ref_exemption_rules
    on tasks.exempt_field = ref_exemption_rules.field
where missing_count < 4
order by tasks.is_exempt, tasks.drawn_on, tasks.task_no
