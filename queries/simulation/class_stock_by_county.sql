-- 分类存量 | Stock by class: enterprises in existence, by county and class.
-- grain:   unit, county_code, risk_class (A-D and 未分类) where not empty
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, risk_class, entity_count
-- rule:    M16: enterprises 存续 in the register on the as-of date, with the
--          class in force on that date; the frame of a simulation
-- small:   entity_count
-- access:  aggregate
with

counted as (

    select
        unit,
        county_code,
        risk_class,
        sum(change_count)::bigint as entity_count
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, county_code, risk_class

)

select
    counted.unit,
    counted.county_code,
    ref_counties.county,
    counted.risk_class,
    counted.entity_count
from counted
left join ref_counties
    on counted.county_code = ref_counties.county_code
left join ref_units
    on counted.unit = ref_units.unit
where counted.entity_count <> 0
order by
    ref_units.unit_order nulls last,
    counted.county_code nulls last,
    counted.risk_class
