-- 公示与后续处置 | keys of publicity rows: task and entity.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    one row per task and entity
select
    ids.sheet_no,
    ids.source_row,
    publicity.task_no as key_a,
    ids.entity_id as key_b,
    0 as key_c,
    0 as known_year,
    publicity.published_on as told_on
from ids_publicity as ids
inner join staged_publicity as publicity
    using (sheet_no, source_row)
