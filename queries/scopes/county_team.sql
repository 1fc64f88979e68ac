-- 本县的行或组 | county_team: rows or pairs of own counties.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_counties'), county_code)
    or list_contains(getvariable('reader_counties'), team_county_code)
