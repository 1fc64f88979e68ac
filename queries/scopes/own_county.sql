-- 本县 | own_county: rows of own counties.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    and list_contains(getvariable('reader_counties'), county_code)
