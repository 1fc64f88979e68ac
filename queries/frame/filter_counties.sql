-- 县选项 | Choice of counties: supervised counties, by unit and code.
-- grain:   one row per county
-- 粒度:    每个县（市、区）一行
-- params:  $units
-- columns: county_code, county, unit, name_en
-- rule:    counties that are not supervised (金门) cannot be chosen
-- 规则:    不在监管范围的县（金门）不可选
-- access:  aggregate
select
    ref_counties.county_code,
    ref_counties.county,
    ref_counties.unit,
    ref_counties.name_en
from ref_counties
inner join ref_units
    on ref_counties.unit = ref_units.unit
where ref_counties.is_supervised
    and is_among(ref_counties.unit, $units)
order by ref_units.unit_order, ref_counties.county_code
