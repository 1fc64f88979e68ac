-- D类未抽中名单 | D not drawn, by name: class D enterprises no task has drawn.
-- grain:   entity_id, by unit, county and age of the class
-- 粒度:    每户企业一行，按单位、县和分类的时长
-- params:  $as_of, $units, $counties
-- columns: uscc, reg_no, name, unit, county, station, industry_code, class_on
-- rule:    notice, part 2: as undrawn_d_by_unit; the class of a named
--          enterprise is an internal reference
-- 规则:    通知第二部分：口径同D类未抽中；具名企业的分类仅供内部参考
-- access:  class
select
    firms.uscc,
    firms.reg_no,
    firms.name,
    firms.unit,
    ref_counties.county,
    firms.station,
    firms.industry_code,
    firms.valid_from as class_on
from d_firms_on($as_of, $units, $counties) as firms
left join reporting_units
    on firms.unit = reporting_units.unit
left join ref_counties
    on firms.county_code = ref_counties.county_code
where not firms.is_drawn
order by
    reporting_units.unit_order nulls last,
    firms.county_code nulls last,
    firms.valid_from,
    firms.entity_id
