-- D类未抽中名单 | D not drawn, by name: class D enterprises no task has drawn.
-- grain:   entity_id, by unit, county and age of the class
-- params:  $as_of, $units, $counties
-- columns: uscc, reg_no, name, unit, county, station, industry_code, class_on
-- rule:    notice.md N8, N9: as undrawn_d_by_unit; the class of a named
--          enterprise is an internal reference
-- access:  class
with

drawn as (

    select distinct entity_id
    from entity_firsts
    where entity_kind = '企业' and drawn_on <= $as_of

),

waiting as (

    select
        entity_id,
        unit,
        county_code,
        valid_from as class_on
    from member_classes
    anti join drawn
        on member_classes.entity_id = drawn.entity_id
    where risk_class = 'D'
        and from_on <= $as_of
        and (until_on is null or until_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))

)

select
    entity_register.uscc,
    entity_register.reg_no,
    entity_register.name,
    waiting.unit,
    ref_counties.county,
    entity_register.station,
    entity_register.industry_code,
    waiting.class_on
from waiting
inner join entity_register
    on waiting.entity_id = entity_register.entity_id
left join ref_units
    on waiting.unit = ref_units.unit
left join ref_counties
    on waiting.county_code = ref_counties.county_code
order by
    ref_units.unit_order nulls last,
    ref_counties.county_code nulls last,
    waiting.class_on,
    waiting.entity_id
