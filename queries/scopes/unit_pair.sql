-- 两任务之一属本单位 | unit_pair: two tasks, one of own units.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), first_unit)
    or list_contains(getvariable('reader_units'), second_unit)
