-- 各类存量 | Stock by class: enterprises in existence of each class, by unit.
-- grain:   unit in its order, risk_class A-D with an enterprise
-- params:  $as_of, $units, $counties
-- columns: unit, is_key_city, risk_class, entity_count
-- rule:    M14: the stock of which a class-blind draw would draw a sample;
--          class in force on the as-of date
-- access:  class
select
    population_changes.unit,
    coalesce(ref_units.is_key_city, false) as is_key_city,
    population_changes.risk_class,
    sum(population_changes.change_count)::bigint as entity_count
from population_changes
left join ref_units
    on population_changes.unit = ref_units.unit
where population_changes.entity_kind = '企业'
    and population_changes.risk_class <> '未分类'
    and population_changes.changed_on <= $as_of
    and ($units is null or list_contains($units, population_changes.unit))
    and (
        $counties is null
        or list_contains($counties, population_changes.county_code)
    )
group by
    population_changes.unit,
    ref_units.unit_order,
    ref_units.is_key_city,
    population_changes.risk_class
having sum(population_changes.change_count) > 0
order by
    ref_units.unit_order nulls last,
    population_changes.unit,
    population_changes.risk_class
