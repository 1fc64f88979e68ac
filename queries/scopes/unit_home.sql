-- 本单位的行或人员 | unit_home: rows or inspectors of own units.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    or list_contains(getvariable('reader_units'), home_unit)
