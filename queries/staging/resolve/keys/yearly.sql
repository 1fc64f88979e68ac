-- 按年保留的表 | keys of tables without dates: what names the row, in each year of export.
-- grain:   one row per staged row of the table in hand
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    the same row key in a later file of the year replaces the earlier row;
--          each year keeps what it knew
select
    staged.sheet_no,
    staged.source_row,
    staged.own_key as key_a,
    0 as key_b,
    0 as key_c,
    year(sheets.exported_on) as known_year,
    null::date as told_on
from staged_in_hand as staged
inner join sheets
    using (sheet_no)
