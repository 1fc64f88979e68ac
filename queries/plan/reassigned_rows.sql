-- 指派改派名单 | Reassigned rows: which firm went from which task to which.
-- grain:   one row per row moved away, by task and code
-- params:  $as_of, $units, $counties, $offices
-- columns: uscc, reg_no, name, unit, from_task_no, to_task_no, moved_to,
--          has_arrived, visited_on
-- rule:    see reassignments
-- access:  named
select
    drawn_entities.uscc,
    drawn_entities.reg_no,
    drawn_entities.name,
    moved_rows.unit,
    from_tasks.task_no as from_task_no,
    to_tasks.task_no as to_task_no,
    moved_rows.moved_to,
    moved_rows.has_arrived,
    case when moved_rows.visited_on <= $as_of then moved_rows.visited_on end
        as visited_on
from moved_rows
inner join task_summaries as from_tasks
    on moved_rows.from_task_id = from_tasks.task_id
left join task_summaries as to_tasks
    on moved_rows.to_task_id = to_tasks.task_id
inner join drawn_entities
    on moved_rows.entity_id = drawn_entities.entity_id
where moved_rows.drawn_on <= $as_of
    and ($units is null or list_contains($units, moved_rows.unit))
    and ($counties is null or list_contains($counties, moved_rows.county_code))
    and ($offices is null or list_contains($offices, moved_rows.from_office))
order by from_task_no, drawn_entities.uscc, drawn_entities.reg_no
