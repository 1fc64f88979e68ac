-- 指派 | reassigned rows: drawn in one task, handed to another.
-- grain:   from_task_id, entity_id
-- rule:    a row moved away is no task row of its first task; it counts
--          where it arrived
select
    task_summaries.task_id as from_task_id,
    task_rows.entity_id,
    case
        when ref_units.has_target then task_rows.unit
        else '未映射'
    end as unit,
    task_rows.county_code,
    task_summaries.lead_office as from_office,
    task_rows.moved_to,
    targets.task_id as to_task_id,
    targets.lead_office as to_office,
    coalesce(task_rows.drawn_on, task_summaries.drawn_on) as drawn_on,
    task_facts.entity_id is not null as has_arrived,
    task_facts.visited_on
from task_rows
inner join task_summaries
    on task_rows.task_no = task_summaries.task_no
left join ref_units
    on task_rows.unit = ref_units.unit
left join task_summaries as targets
    on task_rows.moved_to = targets.task_no
left join task_facts
    on targets.task_id = task_facts.task_id
    and task_rows.entity_id = task_facts.entity_id
where task_rows.moved_to is not null
order by from_task_id, task_rows.entity_id
