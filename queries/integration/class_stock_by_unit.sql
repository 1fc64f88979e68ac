-- 各类存量 | Stock by class: enterprises in existence of each class, by unit.
-- grain:   unit in its order, risk_class A-D with an enterprise
-- 粒度:    每个单位、A至D中有企业的每类一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, is_key_city, risk_class, entity_count
-- rule:    M14: the stock of which a class-blind draw would draw a sample;
--          class in force on the as-of date
-- 规则:    M14：不看分类抽取时的抽取总体；按截止日现行分类
-- access:  class
select
    stock.unit,
    coalesce(reporting_units.is_key_city, false) as is_key_city,
    stock.risk_class,
    sum(stock.entity_count)::bigint as entity_count
from class_stock($as_of, $units, $counties) as stock
left join reporting_units
    on stock.unit = reporting_units.unit
where stock.risk_class <> '未分类'
group by
    stock.unit,
    reporting_units.unit_order,
    reporting_units.is_key_city,
    stock.risk_class
having sum(stock.entity_count) > 0
order by reporting_units.unit_order nulls last, stock.unit, stock.risk_class
