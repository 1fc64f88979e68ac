-- 本单位和省级计划 | own_plan: plans of own units and of the province.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    or level = '省级'
