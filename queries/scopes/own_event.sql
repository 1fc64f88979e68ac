-- 本单位和全省大事记 | own_event: events of own units, and of all.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    or unit is null
