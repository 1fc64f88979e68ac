-- 所见任务编号 | of_task_no: rows of tasks the reader sees.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where task_no in (select task_summaries.task_no from task_summaries)
