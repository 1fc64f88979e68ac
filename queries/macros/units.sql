-- 单位 | units: what a table by unit lists, in order.
-- rule:    every unit with a target is listed, also where nothing happened;
--          未映射 only where it has rows
create macro listed_units(units) as table
select *
from reporting_units
where is_among(unit, units) and (has_target or is_unmapped);
