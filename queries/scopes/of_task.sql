-- 所见任务 | of_task: rows of tasks the reader sees.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where task_id in (select task_summaries.task_id from task_summaries)
