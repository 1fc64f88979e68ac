-- 单位上报表 | keys of reported figures: what is reported, of where, as of when.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    a unit or county is one under all its names; a county that nobody knows
--          is told by its text
select
    staged.sheet_no,
    staged.source_row,
    staged.metric as key_a,
    case
        when names.is_county_unknown
            then concat_ws('|', names.place_key, staged.county_text)
        else names.place_key
    end as key_b,
    staged.as_of as key_c,
    0 as known_year,
    null::date as told_on
from staged_reported_figures as staged
inner join small_rows as names
    using (sheet_no, source_row)
