-- 迟报各项 | late parts: of task rows known before, what was told only since.
-- grain:   task_no, entity_id
-- rule:    an inspection, publication or closing that had no date and has one now; a
--          publicity row where there was none; any other difference is a correction
create or replace temp table late_parts as
select
    new_rows.task_no,
    new_rows.entity_id,
    old_rows.inspected_on is null and new_rows.inspected_on is not null as is_inspected_late,
    (old_rows.pub_file is null and new_rows.pub_file is not null)
    or (old_rows.published_on is null and new_rows.published_on is not null)
        as is_published_late,
    (old_rows.pub_file is null and new_rows.pub_file is not null)
    or (old_rows.closed_on is null and new_rows.closed_on is not null)
        as is_closed_late
from new_rows
inner join old_rows
    using (row_key)
