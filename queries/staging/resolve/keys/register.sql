-- 检查对象 | keys of register rows: the entity.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c
-- rule:    one row per entity
select sheet_no, source_row, entity_id as key_a, 0 as key_b, 0 as key_c
from ids_register
