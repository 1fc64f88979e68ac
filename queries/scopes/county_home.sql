-- 本县的行或人员 | county_home: rows or inspectors of own counties.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_counties'), county_code)
    or list_contains(getvariable('reader_counties'), home_county_code)
