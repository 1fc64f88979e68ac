-- 抽查任务 | tasks of the year: drawn in it, or with task rows of it.
-- grain:   task_no
-- rule:    a task without a draw date and without rows is of the year of its
--          export
select held_tasks.*
from held_tasks
cross join statistical_year
where year(held_tasks.drawn_on) = statistical_year.year
    or held_tasks.task_no in (select task_rows.task_no from task_rows)
    or held_tasks.drawn_on is null
    and year(held_tasks.exported_on) = statistical_year.year
    and held_tasks.task_no not in (
        select held_task_rows.task_no
        from held_task_rows
        where held_task_rows.task_no is not null
    )
