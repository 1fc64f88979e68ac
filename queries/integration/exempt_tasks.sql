-- 免融合任务 | Exempt tasks: which, in which field, why, and who approved it.
-- grain:   one row per task drawn in the year with any exemption entry
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: task_no, name, unit, lead_office, drawn_on, exempt_field,
--          exempt_reason, exempt_office, exempt_on, is_exempt
-- rule:    notice.md N10: an exemption needs task, field, reason, approving
--          office and date; an incomplete one (is_exempt false) does not count
-- access:  aggregate
select
    task_no,
    name,
    unit,
    lead_office,
    drawn_on,
    exempt_field,
    exempt_reason,
    exempt_office,
    exempt_on,
    is_exempt
from task_summaries
cross join campaign
where drawn_on between campaign.year_from_on and $as_of
    and has_enterprises
    and coalesce(exempt_field, exempt_reason, exempt_office) is not null
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
    and ($offices is null or list_contains($offices, lead_office))
    and ($sources is null or list_contains($sources, source_system))
    and ($plans is null or list_contains($plans, plan_no))
    and ($joints is null or list_contains($joints, joint))
    and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
    and ($one_plus_x is null or coalesce(one_plus_x, false) = $one_plus_x)
order by drawn_on, task_no
