-- 典型案例 | keys of cases: the title and whose it is, in each year of export.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    a unit is one under all its names; each year keeps what it knew
select
    staged.sheet_no,
    staged.source_row,
    staged.title as key_a,
    names.place_key as key_b,
    0 as key_c,
    year(sheets.exported_on) as known_year,
    null::date as told_on
from staged_cases as staged
inner join small_rows as names
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
