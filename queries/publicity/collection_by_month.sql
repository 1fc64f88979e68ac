-- 归集对账 | Reconciliation: own-system rows of a month against the platform.
-- grain:   unit with own-system rows, month of the inspection
-- 粒度:    有自有系统户次的单位、检查所在的每个月一行
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, month_on, own_count, platform_count, uncollected_count,
--          collection_rate
-- rule:    notice, part 3 (2), M21: own = inspected rows in the own system's
--          export; platform = those of them with a collection date by the as-of
--          date
-- 规则:    通知第三部分（二）、M21：自有＝自有系统导出中已检查的行；
--          平台＝其中截止日前有归集日期的行
-- sums:    own_count, platform_count, uncollected_count
-- access:  aggregate
select
    collection.unit,
    month_of(collection.inspected_on) as month_on,
    count(*) as own_count,
    count(*) filter (where is_done) as platform_count,
    count(*) filter (where not is_done) as uncollected_count,
    count(*) filter (where is_done) / count(*) as collection_rate
from collection_on(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
) as collection
left join reporting_units
    on collection.unit = reporting_units.unit
group by collection.unit, reporting_units.unit_order, month_on
order by reporting_units.unit_order nulls last, collection.unit, month_on
