-- 基数与目标比例 | base and floor: stock of a county beside its unit's floor.
-- grain:   unit, county_code, valid_from_on; enterprises only; a unit without
--          a base has one row without county and stock, a county that lacks one
--          though enterprises of it are drawn or inspected a row without stock
-- rule:    the notice, part 1: the target is ceil(stock x floor), in integers
select
    unit_targets.unit,
    unit_targets.unit_order,
    base_stock.county_code,
    base_stock.stock_count,
    base_stock.county_code is not null and base_stock.stock_count is null
        as is_baseless,
    unit_targets.floor_ppm,
    unit_targets.is_judged,
    unit_targets.valid_from_on,
    unit_targets.next_version_on,
    unit_targets.is_first
from unit_targets
left join base_stock
    on unit_targets.unit = base_stock.unit
    and base_stock.entity_kind = '企业'
where unit_targets.unit <> '全省'
order by
    unit_targets.unit_order,
    base_stock.county_code,
    unit_targets.valid_from_on
