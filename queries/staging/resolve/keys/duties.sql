-- 应交材料 | keys of duties: the duty and whose it is, in each year of export.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    a unit, county or office is one under all its names; each year keeps what
--          it knew
select
    staged.sheet_no,
    staged.source_row,
    concat_ws('|', staged.duty, staged.score_item) as key_a,
    names.place_key as key_b,
    year(sheets.exported_on) as key_c,
    0 as known_year,
    null::date as told_on
from staged_duties as staged
inner join small_rows as names
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
