-- 检查结果 | keys of result rows: task, entity and item.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    without an item the result tells rows apart
select
    ids.sheet_no,
    ids.source_row,
    results.task_no as key_a,
    ids.entity_id as key_b,
    coalesce(results.item_code, results.item_result, results.object_result) as key_c,
    0 as known_year,
    results.inspected_on as told_on
from ids_inspection_results as ids
inner join staged_inspection_results as results
    using (sheet_no, source_row)
