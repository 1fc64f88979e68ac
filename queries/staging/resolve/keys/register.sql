-- 检查对象 | keys of register rows: the entity, in each year of export.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    one row per entity and year: a register has no dates, so that each year
--          keeps what it knew
select
    ids.sheet_no,
    ids.source_row,
    ids.entity_id as key_a,
    0 as key_b,
    0 as key_c,
    year(sheets.exported_on) as known_year,
    null::date as told_on
from ids_register as ids
inner join sheets
    using (sheet_no)
