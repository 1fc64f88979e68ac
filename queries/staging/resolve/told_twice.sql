-- 公告重复 | told twice: results of no known task of an inspection that a task tells.
-- grain:   adds to losers each such row
-- rule:    the same entity on the same day; the row of the task counts
insert into losers
with

untold as (

    select ids.entity_id, results.inspected_on, results.sheet_no, results.source_row
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    anti join losers
        using (sheet_no, source_row)
    where is_no_task(results.task_no)

)

select
    untold.sheet_no,
    untold.source_row,
    min(told.sheet_no) as winner_sheet_no,
    null as winner_row,
    false as is_equal
from untold
inner join ids_inspection_results as ids
    on untold.entity_id = ids.entity_id
inner join staged_inspection_results as told
    on
        ids.sheet_no = told.sheet_no
        and ids.source_row = told.source_row
        and untold.inspected_on = told.inspected_on
where not is_no_task(told.task_no)
group by untold.sheet_no, untold.source_row
