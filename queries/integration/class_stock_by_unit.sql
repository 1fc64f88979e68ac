-- 各类存量 | Stock by class: enterprises in existence of each class, by unit.
-- grain:   unit, risk_class A-D with an enterprise
-- params:  $as_of, $units, $counties
-- columns: unit, risk_class, entity_count
-- rule:    M14: the stock of which a class-blind draw would draw a sample;
--          class in force on the as-of date
-- access:  class
select
    unit,
    risk_class,
    sum(change_count)::bigint as entity_count
from population_changes
where entity_kind = '企业'
    and risk_class <> '未分类'
    and changed_on <= $as_of
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
group by unit, risk_class
having sum(change_count) > 0
order by unit, risk_class
