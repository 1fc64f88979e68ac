-- 执法检查人员 | keys of inspectors: the number inside the unit that a row names.
-- grain:   one row per staged row
-- columns: sheet_no, source_row, key_a, key_b, key_c, known_year, told_on
-- rule:    for what a later roster leaves out: a unit is one under all its names
select
    inspectors.sheet_no,
    inspectors.source_row,
    inspectors.emp_no as key_a,
    coalesce(of_county.unit, of_employer.unit, of_city.unit, of_office.unit)
        as key_b,
    0 as key_c,
    0 as known_year,
    null::date as told_on
from staged_inspectors as inspectors
left join places as of_county
    on inspectors.county_text = of_county.place_text
left join places as of_employer
    on inspectors.unit_text = of_employer.place_text
left join places as of_city
    on inspectors.city_text = of_city.place_text
left join places as of_office
    on inspectors.office = of_office.place_text
