-- 任务户 | keys of task rows: those of which a later export replaced the results.
-- grain:   one row per staged row of such a task row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    for what a later export of results leaves out
with

replaced as (

    select distinct results.task_no, ids.entity_id
    from losers
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join staged_inspection_results as results
        using (sheet_no, source_row)
    where losers.sheet_no <> losers.winner_sheet_no

)

select
    ids.sheet_no,
    ids.source_row,
    results.task_no as key_a,
    ids.entity_id as key_b,
    0 as key_c,
    0 as known_year,
    results.inspected_on as told_on
from replaced
inner join ids_inspection_results as ids
    on replaced.entity_id = ids.entity_id
inner join staged_inspection_results as results
    on
        ids.sheet_no = results.sheet_no
        and ids.source_row = results.source_row
        and replaced.task_no = results.task_no
