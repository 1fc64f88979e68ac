-- 任务名称 | named tasks: rows told by the name of a task bear its number.
-- grain:   none
-- rule:    a name that one task bears; rows without a number only
update staged_inspection_results
set task_no = named.task_no
from (
    select name, min(task_no) as task_no
    from staged_tasks
    where name is not null
    group by name
    having min(task_no) = max(task_no)
) as named
where staged_inspection_results.task_no = named.name
    and named.name <> named.task_no;
