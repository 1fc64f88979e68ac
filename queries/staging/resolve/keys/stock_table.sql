-- 企业实有数 | keys of the base: the day, the place and the kind, never their words.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    one count per county and kind, one total per unit and kind; a place that
--          nobody knows is told by its text
select
    sheet_no,
    source_row,
    year_end as key_a,
    coalesce(
        county_code, unit, concat_ws('|', unit_text, county_text, county_code_text)
    ) as key_b,
    entity_kind as key_c,
    0 as known_year,
    null::date as told_on
from stock_rows
