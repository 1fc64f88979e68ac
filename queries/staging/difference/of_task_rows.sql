-- 已知任务户的各行 | of task rows: results and items of task rows known before.
-- grain:   one row per row of the table
-- rule:    as they are now; of a row whose inspection was told only since, as they were
select new_rows.* exclude (row_key, row_content)
from new_rows
inner join late_parts
    using (task_no, entity_id)
where not late_parts.is_inspected_late
union all by name
select old_rows.* exclude (row_key, row_content)
from old_rows
inner join late_parts
    using (task_no, entity_id)
where late_parts.is_inspected_late
