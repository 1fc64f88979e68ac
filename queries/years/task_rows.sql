-- 任务户 | task rows of the year: of every task with a row of the year.
-- grain:   task_no, entity_id
-- rule:    a row is of the year in which it was drawn and of that in which it
--          was inspected; without a draw date of the inspection's year, else
--          the export's; what was drawn before and still waits is of the year
--          into which its task's window reaches; rows drawn later are left out
with

dated as (

    select
        held_task_rows.*,
        year(
            coalesce(
                held_task_rows.drawn_on,
                held_tasks.drawn_on,
                held_task_rows.inspected_on,
                held_task_rows.exported_on
            )
        ) as drawn_year,
        coalesce(year(held_task_rows.inspected_on), 0) as inspected_year,
        coalesce(year(held_tasks.window_to), 0) as window_year
    from held_task_rows
    left join held_tasks
        on held_task_rows.task_no = held_tasks.task_no

),

of_year as (

    select distinct dated.task_no
    from dated
    inner join statistical_year
        on statistical_year.year in (dated.drawn_year, dated.inspected_year)
        or (
            dated.inspected_on is null
            and dated.drawn_year < statistical_year.year
            and dated.window_year >= statistical_year.year
        )

)

select dated.*
from dated
inner join of_year
    on dated.task_no = of_year.task_no
cross join statistical_year
where dated.drawn_year <= statistical_year.year
    or dated.inspected_year = statistical_year.year
