-- 分类存量 | Stock by class: enterprises in existence, by county and class.
-- grain:   unit, county_code, risk_class (A-D and 未分类) where not empty
-- 粒度:    每个单位、县和类别（A至D及未分类）一行，不空才列
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, risk_class, entity_count
-- rule:    M16: enterprises 存续 in the register on the as-of date, with the
--          class in force on that date; the frame of a simulation
-- 规则:    M16：截止日登记在册的存续企业，按当日现行分类；为模拟的抽取总体
-- small:   entity_count
-- access:  aggregate
select
    stock.unit,
    stock.county_code,
    ref_counties.county,
    stock.risk_class,
    stock.entity_count
from class_stock($as_of, $units, $counties) as stock
left join ref_counties
    on stock.county_code = ref_counties.county_code
left join reporting_units
    on stock.unit = reporting_units.unit
where stock.entity_count <> 0
order by
    reporting_units.unit_order nulls last,
    stock.county_code nulls last,
    stock.risk_class
