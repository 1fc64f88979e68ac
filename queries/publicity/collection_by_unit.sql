-- 归集率与时延 | Collection: own-system rows that reached the platform, and when.
-- grain:   one row per reporting unit with own-system rows, in its order
-- 粒度:    有自有系统户次的报告单位各一行，按固定顺序
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, own_count, collected_count, collection_rate,
--          undated_collected_count, uncollected_count, delay_median, delay_p90,
--          longest_missing_days
-- rule:    M21: own-system rows collected / own-system rows inspected; delay =
--          calendar days from entry to collection of those collected by the
--          as-of date; collected without a date counts at the data date
--          (undated_collected_count), without delay; the notice gives no limit
-- 规则:    M21：自有系统已归集行／已检查行；时延为截止日前已归集行自录入至归集
--          的自然日数；已归集无日期的自数据日起计入、另列且不计时延；
--          通知未规定天数
-- small:   own_count > collection_rate; collected_count > collection_rate,
--          delay_median, delay_p90; undated_collected_count;
--          uncollected_count > longest_missing_days
-- parts:   collected_count + uncollected_count
-- sums:    own_count, collected_count, undated_collected_count,
--          uncollected_count
-- access:  aggregate
select
    collection.unit,
    count(*) as own_count,
    count(*) filter (where is_done) as collected_count,
    count(*) filter (where is_done) / count(*) as collection_rate,
    count(*) filter (where is_done and is_undated) as undated_collected_count,
    count(*) filter (where not is_done) as uncollected_count,
    median(delay_days) as delay_median,
    quantile_cont(delay_days, 0.9) as delay_p90,
    max(waiting_days) as longest_missing_days
from collection_on(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
) as collection
left join reporting_units
    on collection.unit = reporting_units.unit
group by collection.unit, reporting_units.unit_order
order by reporting_units.unit_order nulls last, collection.unit
