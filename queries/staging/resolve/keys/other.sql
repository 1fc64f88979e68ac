-- 其他表 | keys of all other rows: what names the row in its file.
-- grain:   one row per staged row of the table in hand
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    the same row key in a later file replaces the earlier row
select
    sheet_no,
    source_row,
    own_key as key_a,
    0 as key_b,
    0 as key_c,
    0 as known_year,
    null::date as told_on
from staged_in_hand
