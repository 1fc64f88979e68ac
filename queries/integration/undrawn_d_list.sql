-- D类未抽中名单 | D not drawn, by name: class D enterprises no task has drawn.
-- grain:   entity_id, by unit, county and age of the class
-- params:  $as_of, $units, $counties
-- columns: uscc, reg_no, name, unit, county, station, industry_code, class_on
-- rule:    notice.md N8, N9: as undrawn_d_by_unit; the class of a named
--          enterprise is an internal reference
-- access:  class
with

drawn as (

    select entity_id
    from entity_firsts
    where entity_kind = '企业' and drawn_on <= $as_of

)

select
    d_firms.uscc,
    d_firms.reg_no,
    d_firms.name,
    d_firms.unit,
    ref_counties.county,
    d_firms.station,
    d_firms.industry_code,
    d_firms.valid_from as class_on
from d_firms
anti join drawn
    on d_firms.entity_id = drawn.entity_id
left join ref_units
    on d_firms.unit = ref_units.unit
left join ref_counties
    on d_firms.county_code = ref_counties.county_code
where d_firms.from_on <= $as_of
    and (d_firms.until_on is null or d_firms.until_on > $as_of)
    and ($units is null or list_contains($units, d_firms.unit))
    and ($counties is null or list_contains($counties, d_firms.county_code))
order by
    ref_units.unit_order nulls last,
    d_firms.county_code nulls last,
    d_firms.valid_from,
    d_firms.entity_id
