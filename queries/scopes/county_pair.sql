-- 两任务之一属本县 | county_pair: two tasks, one of own counties.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_counties'), first_county_code)
    or list_contains(getvariable('reader_counties'), second_county_code)
