-- 跨单位重复 | Counted twice: enterprises inspected under two units.
-- grain:   unit, other_unit (each pair once, in the units' order)
-- params:  $as_of, $units
-- columns: unit, other_unit, checked_count
-- rule:    canonical.md: a firm under two units in the year counts in each and
--          once in the province
-- small:   checked_count
-- access:  aggregate
with

checked as (

    select distinct
        scattered_firsts.entity_id,
        scattered_firsts.unit,
        coalesce(ref_units.unit_order, 99) as unit_order
    from scattered_firsts
    left join ref_units
        on scattered_firsts.unit = ref_units.unit
    where scattered_firsts.entity_kind = '企业'
        and scattered_firsts.stage = 'checked'
        and scattered_firsts.first_on <= $as_of
        and ($units is null or list_contains($units, scattered_firsts.unit))

)

select
    checked.unit,
    others.unit as other_unit,
    count(*) as checked_count
from checked
inner join checked as others
    on checked.entity_id = others.entity_id
    and checked.unit_order < others.unit_order
group by
    checked.unit,
    checked.unit_order,
    others.unit,
    others.unit_order
order by checked.unit_order, others.unit_order
