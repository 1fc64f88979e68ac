-- 信用风险分类 | keys of class rows: entity and date.
-- grain:   one row per staged row of a known entity
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    one class per entity and date
select
    ids.sheet_no,
    ids.source_row,
    ids.entity_id as key_a,
    classes.class_on as key_b,
    0 as key_c,
    0 as known_year,
    null::date as told_on
from ids_class_history as ids
inner join staged_class_history as classes
    using (sheet_no, source_row)
