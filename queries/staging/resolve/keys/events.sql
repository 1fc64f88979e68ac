-- 大事记 | keys of events: what happened, when and where.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    a unit is one under all its names; without a name it is the province
select
    staged.sheet_no,
    staged.source_row,
    staged.event as key_a,
    names.place_key as key_b,
    staged.happened_on as key_c,
    0 as known_year,
    null::date as told_on
from staged_events as staged
left join small_rows as names
    using (sheet_no, source_row)
