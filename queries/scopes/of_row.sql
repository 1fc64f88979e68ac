-- 所见任务行 | of_row: rows of the facts the reader sees.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where (task_id, entity_id) in (
        select (task_facts.task_id, task_facts.entity_id) from task_facts
    )
    or (task_id, entity_id) in (
        select (moved_rows.from_task_id, moved_rows.entity_id) from moved_rows
    )
