-- 重新导出 | exported again: task rows of which a later export speaks.
-- grain:   adds to losers each row of an earlier export of the same task row
-- rule:    a later export of a task row replaces all its items; without an item rows
--          of one file are told apart by their result, but not those of another day:
--          of these the later inspection counts
insert into losers
with

rows_of_tasks as (

    select
        results.sheet_no,
        results.source_row,
        results.task_no,
        ids.entity_id,
        results.item_code,
        results.inspected_on,
        sheets.exported_on
    from ids_inspection_results as ids
    inner join staged_inspection_results as results
        using (sheet_no, source_row)
    inner join sheets
        using (sheet_no)
    anti join losers
        using (sheet_no, source_row)

),

repeated as (

    select
        task_no,
        entity_id,
        max(exported_on) as last_export_on,
        max_by(sheet_no, exported_on) as last_sheet_no
    from rows_of_tasks
    group by task_no, entity_id
    having count(*) > 1

),

candidates as (

    select
        rows_of_tasks.*,
        repeated.last_sheet_no,
        rows_of_tasks.exported_on < repeated.last_export_on as is_old,
        first_value(rows_of_tasks.source_row) over latest as last_row,
        first_value(rows_of_tasks.inspected_on) over latest as last_inspected_on
    from rows_of_tasks
    inner join repeated
        using (task_no, entity_id)
    window latest as (
        partition by
            rows_of_tasks.task_no,
            rows_of_tasks.entity_id,
            rows_of_tasks.sheet_no,
            rows_of_tasks.item_code
        order by
            rows_of_tasks.inspected_on desc nulls last,
            rows_of_tasks.source_row desc
    )

)

select
    sheet_no,
    source_row,
    case when is_old then last_sheet_no else sheet_no end,
    case when not is_old then last_row end,
    false
from candidates
where is_old or (item_code is null and inspected_on < last_inspected_on)
