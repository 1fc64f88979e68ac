-- 免融合任务 | Exempt tasks: which, in which field, why, and who approved it.
-- grain:   one row per task drawn in the year with any exemption entry, the
--          incomplete ones first
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: task_no, name, unit, exempt_field, exempt_reason, exempt_office,
--          exempt_on, missing_count, is_exempt, is_listed_field, drawn_on,
--          lead_office
-- rule:    notice.md N10: an exemption needs task, field, reason, approving
--          office and date; an incomplete one (is_exempt false) does not
--          count; listed = a field of ref_exemption_rules
-- access:  aggregate
select
    task_summaries.task_no,
    task_summaries.name,
    task_summaries.unit,
    task_summaries.exempt_field,
    task_summaries.exempt_reason,
    task_summaries.exempt_office,
    task_summaries.exempt_on,
    (task_summaries.exempt_field is null)::bigint
    + (task_summaries.exempt_reason is null)::bigint
    + (task_summaries.exempt_office is null)::bigint
    + (task_summaries.exempt_on is null)::bigint as missing_count,
    task_summaries.is_exempt,
    ref_exemption_rules.field is not null as is_listed_field,
    task_summaries.drawn_on,
    task_summaries.lead_office
from task_summaries
cross join campaign
left join ref_exemption_rules
    on task_summaries.exempt_field = ref_exemption_rules.field
where task_summaries.drawn_on between campaign.year_from_on and $as_of
    and task_summaries.has_enterprises
    and (
        task_summaries.exempt_on is not null
        or coalesce(exempt_field, exempt_reason, exempt_office) is not null
    )
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
    and ($offices is null or list_contains($offices, lead_office))
    and ($sources is null or list_contains($sources, source_system))
    and ($plans is null or list_contains($plans, plan_no))
    and ($joints is null or list_contains($joints, joint))
    and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
    and ($one_plus_x is null or coalesce(one_plus_x, false) = $one_plus_x)
order by task_summaries.is_exempt, task_summaries.drawn_on, task_no
