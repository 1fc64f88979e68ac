-- 有本单位行的任务 | unit_task: tasks with rows of own units.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    or task_id in (select task_facts.task_id from task_facts)
