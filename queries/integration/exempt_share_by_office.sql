-- 免融合占比 | Exempt share: how much of each office's tasks is exempt.
-- grain:   one row per launching office with a task drawn in the year, by share
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: lead_office, task_count, exempt_count, exempt_rate,
--          incomplete_count
-- rule:    notice.md N10: shown so that 100 % cannot be reached by exempting;
--          tasks with enterprises among their objects, exempt ones included;
--          incomplete = an exemption entry without all that it needs
-- access:  aggregate
select
    coalesce(task_summaries.lead_office, '未注明处室') as lead_office,
    count(*) as task_count,
    count(*) filter (where task_summaries.is_exempt) as exempt_count,
    count(*) filter (where task_summaries.is_exempt) / count(*) as exempt_rate,
    count(*) filter (
        where not task_summaries.is_exempt
            and (
                task_summaries.exempt_on is not null
                or coalesce(exempt_field, exempt_reason, exempt_office)
                    is not null
            )
    ) as incomplete_count
from task_summaries
cross join campaign
where task_summaries.drawn_on between campaign.year_from_on and $as_of
    and task_summaries.has_enterprises
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
    and ($offices is null or list_contains($offices, lead_office))
    and ($sources is null or list_contains($sources, source_system))
    and ($plans is null or list_contains($plans, plan_no))
    and ($joints is null or list_contains($joints, joint))
    and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
    and ($one_plus_x is null or coalesce(one_plus_x, false) = $one_plus_x)
group by coalesce(task_summaries.lead_office, '未注明处室')
order by exempt_rate desc, incomplete_count desc, lead_office
