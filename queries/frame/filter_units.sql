-- 报告单位选项 | Choice of units: the reporting units, in their order.
-- grain:   one row per unit with a target; 未映射 last, where rows have none
-- 粒度:    每个有目标的单位一行；有未映射的行时列在最后
-- params:  $units
-- columns: unit, name_en, full_name, is_key_city
-- rule:    the notice: units with a target; 省局本级 has none of its own
-- 规则:    通知：有目标的报告单位；省局本级没有自己的目标
-- access:  aggregate
select
    unit,
    name_en,
    full_name,
    is_key_city
from listed_units($units)
where has_target
    or unit in (select entity_firsts.unit from entity_firsts)
order by unit_order
