-- 公示率与按时公示率 | Publicity: what is published, and what of it in time.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, inspected_count, withheld_count, published_count,
--          publicity_rate, due_count, on_time_count, on_time_rate,
--          overdue_count, early_count, undated_count, due_today_count,
--          not_due_count
-- rule:    M11: published rows / rows inspected minus 不予公示 with a reason; M12:
--          rows published in time / rows whose time limit for publication has
--          run before the as-of date, or on it if published; published before
--          the inspection (early_count) or without a date (undated_count):
--          inside M11, outside M12, as are those due today or later
-- 规则:    M11：已公示行／（已检查行－有理由的不予公示）；M12：
--          按时公示行／公示期限在截止日前已届满的行（截止日到期的，已公示才计）；
--          早于检查的公示（日期矛盾）、无公示日期的计入M11，不计入M12，
--          与今日到期、未到期一并另列
-- small:   inspected_count > publicity_rate; withheld_count > publicity_rate;
--          published_count > publicity_rate; due_count > on_time_rate;
--          on_time_count > on_time_rate; overdue_count; early_count;
--          undated_count; due_today_count; not_due_count
-- sums:    inspected_count, withheld_count, published_count, due_count,
--          on_time_count, overdue_count, early_count, undated_count,
--          due_today_count, not_due_count
-- access:  aggregate
select
    units.unit,
    coalesce(measures.inspected_count, 0) as inspected_count,
    coalesce(measures.withheld_count, 0) as withheld_count,
    coalesce(measures.published_count, 0) as published_count,
    measures.publicity_rate,
    coalesce(measures.due_count, 0) as due_count,
    coalesce(measures.on_time_count, 0) as on_time_count,
    measures.on_time_rate,
    coalesce(measures.overdue_count, 0) as overdue_count,
    coalesce(measures.early_count, 0) as early_count,
    coalesce(measures.undated_count, 0) as undated_count,
    coalesce(measures.due_today_count, 0) as due_today_count,
    coalesce(measures.not_due_count, 0) as not_due_count
from listed_units($units) as units
left join publicity_measures(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag, false
) as measures
    on units.unit = measures.part
where units.has_target or measures.inspected_count > 0
order by units.unit_order
