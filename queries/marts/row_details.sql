-- 任务户明细 | row details: what a task row's exports say, with their places.
-- grain:   task_id, entity_id; also rows moved away by 指派
-- rule:    every row carries file, sheet and row; an inspection
--          stands in a result file, its publicity in a publicity file
select
    task_summaries.task_id,
    task_rows.entity_id,
    coalesce(entities.uscc, entities.reg_no) as entity_code,
    entities.name,
    coalesce(task_rows.drawn_on, task_summaries.drawn_on) as drawn_on,
    task_rows.check_office,
    task_rows.methods,
    task_rows.class_at_draw,
    task_rows.inspected_on,
    task_rows.entered_on,
    task_rows.reviewed_on,
    task_rows.entry_state,
    task_rows.pub_state,
    case when task_rows.pub_state = '已公示' then task_rows.published_on end
        as published_on,
    task_rows.not_public_reason,
    coalesce(task_rows.needs_disposal, false) as needs_disposal,
    task_rows.disposal_kinds,
    task_rows.disposal_state,
    coalesce(task_rows.is_case_filed, false) as is_case_filed,
    task_rows.verified_on,
    task_rows.closed_on,
    task_rows.collected_on,
    coalesce(task_rows.is_collected, false)
        or task_rows.collected_on is not null as is_collected,
    coalesce(task_rows.moved_to, task_rows.assigned_to) as moved_to,
    tasks.source_file as task_file,
    tasks.sheet as task_sheet,
    tasks.source_row as task_row,
    task_rows.source_file,
    task_rows.sheet,
    task_rows.source_row,
    task_rows.pub_file,
    task_rows.pub_sheet,
    task_rows.pub_row
from task_rows
inner join task_summaries
    on task_rows.task_no = task_summaries.task_no
left join tasks
    on task_rows.task_no = tasks.task_no
left join entities
    on task_rows.entity_id = entities.entity_id
order by task_rows.entity_id, task_summaries.task_id
