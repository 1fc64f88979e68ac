-- 进度偏差（合计） | Pace of the selection: done against time gone, as one.
-- grain:   one row
-- params:  $as_of, $units, $counties
-- columns: stock_count, target_count, floor_target_count, units_target_count,
--          drawn_count, checked_count, published_count, gap_count, draw_ratio,
--          check_ratio, publish_ratio, sufficiency_rate, completion_rate,
--          time_progress, plan_progress, planned_share, yardstick,
--          pace_deviation, workdays_left_count, needed_per_day, short_pace,
--          long_pace, short_forecast_count, long_forecast_count,
--          repeated_unit_count
-- rule:    M1-M9, M29 of the totals: the province is judged on the floor of the
--          whole (省级底线), the sum of the units' targets is information; a
--          selection is judged on the sum of its units' targets; an enterprise
--          counts once, those inspected under several units are told apart
-- 规则:    M1–M9、M29 的合计：全省按省级底线判定，各单位目标之和仅供参考；
--          所选单位按其目标之和判定；同一企业只计一次，
--          在多个单位被检查的另列为跨单位重复
-- base:    yes
-- small:   drawn_count > draw_ratio, sufficiency_rate; checked_count >
--          check_ratio, completion_rate, gap_count, pace_deviation,
--          needed_per_day; published_count > publish_ratio; repeated_unit_count
-- access:  aggregate
select
    stock_count,
    target_count,
    floor_target_count,
    units_target_count,
    drawn_count,
    checked_count,
    published_count,
    gap_count,
    draw_ratio,
    check_ratio,
    publish_ratio,
    sufficiency_rate,
    completion_rate,
    time_progress,
    plan_progress,
    planned_share,
    if(is_by_plan, 'plan', 'time') as yardstick,
    pace_deviation,
    left_count as workdays_left_count,
    needed_per_day,
    short_pace,
    long_pace,
    short_forecast_count,
    long_forecast_count,
    repeated_units($as_of, $units, $counties) as repeated_unit_count
from positions($as_of, $units, $counties, true)
