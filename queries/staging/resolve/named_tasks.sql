-- 任务名称 | named tasks: rows told by the name of a task or plan bear its number.
-- grain:   none
-- rule:    a name that one task bears, a plan that one task carries out; what is the
--          number of a task stays; so do tasks told by the name of one plan
update staged_tasks
set plan_no = named.plan_no
from (
    select name, min(plan_no) as plan_no
    from staged_plans
    where name not in (select plan_no from staged_plans)
    group by name
    having min(plan_no) = max(plan_no)
) as named
where staged_tasks.plan_no = named.name;

update staged_inspection_results
set task_no = named.task_no
from (
    select spoken.name, min(spoken.task_no) as task_no
    from (
        select name, task_no from staged_tasks
        union
        select plan_no, task_no from staged_tasks
        union
        select plans.name, tasks.task_no
        from staged_plans as plans
        inner join staged_tasks as tasks
            on plans.plan_no = tasks.plan_no
    ) as spoken
    anti join staged_tasks as numbered
        on spoken.name = numbered.task_no
    where spoken.name is not null
    group by spoken.name
    having min(spoken.task_no) = max(spoken.task_no)
) as named
where staged_inspection_results.task_no = named.name;
