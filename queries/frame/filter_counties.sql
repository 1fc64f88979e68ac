-- 县选项 | Choice of counties: supervised counties, by unit and code.
-- grain:   one row per county
-- params:  $units
-- columns: county_code, county, unit, name_en
-- rule:    counties.csv: 金门 is not supervised and cannot be chosen
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
    and ($units is null or list_contains($units, ref_counties.unit))
order by ref_units.unit_order, ref_counties.county_code
