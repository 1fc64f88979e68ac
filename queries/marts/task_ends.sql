-- 任务完成日 | task ends: the day from which all rows of a task are done.
-- grain:   task_id; done_on null while a row is not done, or there is none
-- rule:    M10: a row is done once published, or lawfully not public
with

counted as (

    select
        task_id,
        count(*) as row_count,
        count(done_on) as done_count,
        max(done_on) as last_done_on
    from task_facts
    group by task_id

)

select
    task_summaries.task_id,
    task_summaries.plan_no,
    case
        when counted.row_count = counted.done_count then counted.last_done_on
    end as done_on
from task_summaries
left join counted
    on task_summaries.task_id = counted.task_id
order by task_summaries.task_id
