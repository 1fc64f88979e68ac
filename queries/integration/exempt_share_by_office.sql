-- 免融合占比 | Exempt share: how much of each office's tasks is exempt.
-- grain:   one row per launching office with a task drawn in the year, by name
-- params:  $as_of, $units, $counties
-- columns: lead_office, task_count, exempt_count, exempt_rate
-- rule:    notice.md N10: shown so that 100 % cannot be reached by exempting;
--          tasks with enterprises among their objects, exempt ones included
-- access:  aggregate
select
    coalesce(task_summaries.lead_office, '未注明处室') as lead_office,
    count(*) as task_count,
    count(*) filter (where task_summaries.is_exempt) as exempt_count,
    count(*) filter (where task_summaries.is_exempt) / nullif(count(*), 0)
        as exempt_rate
from task_summaries
cross join campaign
where task_summaries.drawn_on between campaign.year_from_on and $as_of
    and task_summaries.has_enterprises
    and ($units is null or list_contains($units, task_summaries.unit))
    and (
        $counties is null
        or list_contains($counties, task_summaries.county_code)
    )
group by coalesce(task_summaries.lead_office, '未注明处室')
order by lead_office
