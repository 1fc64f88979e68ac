-- 公告重复 | told twice: results without the number of a task that a numbered row tells.
-- grain:   adds to losers each such row
-- rule:    the same entity in the same task, or of no known task on the same day; the
--          numbered row counts, with its items
insert into losers
with

notices as (

    select distinct sheet_no, source_row
    from staged_warnings
    where rule_code in ('task_named', 'task_unnamed')

),

untold as (

    select
        ids.entity_id,
        results.task_no,
        results.inspected_on,
        results.sheet_no,
        results.source_row
    from notices
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join staged_inspection_results as results
        using (sheet_no, source_row)

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
    on ids.sheet_no = told.sheet_no and ids.source_row = told.source_row
anti join notices
    on told.sheet_no = notices.sheet_no and told.source_row = notices.source_row
where
    untold.task_no = told.task_no
    or (is_no_task(untold.task_no) and untold.inspected_on = told.inspected_on)
group by untold.sheet_no, untold.source_row
