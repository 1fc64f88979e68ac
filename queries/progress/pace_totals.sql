-- 进度偏差（合计） | Pace of the selection: done against time gone, as one.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units, $counties
-- columns: stock_count, target_count, floor_target_count, units_target_count,
--          is_judged, drawn_count, checked_count, published_count, gap_count,
--          draw_ratio, check_ratio, publish_ratio, sufficiency_rate,
--          completion_rate, time_progress, plan_progress, planned_share,
--          plan_window_share, yardstick, yardstick_rate, pace_deviation,
--          workdays_left_count, needed_per_day, short_pace, long_pace,
--          short_forecast_count, long_forecast_count, shortfall_count,
--          still_to_draw_count, is_over, on_deadline_count, late_count,
--          deadline_gap_count, deadline_rate, week_count, status, signal,
--          repeated_unit_count
-- rule:    M1-M9, M29, M35 of the totals: the province is judged on the floor
--          of the whole (省级底线), the sum of the units' targets stands beside
--          it; a selection is judged on that sum, and by nobody where a unit
--          has no figure in the notice; an enterprise counts once, those
--          inspected under several units are told apart; yardstick: the plan
--          where planned_share reaches plan_window_share, else time; columns
--          of the deadline are unknown until it has passed, forecasts and what
--          is to draw from then on; signal as in standing_by_unit
-- 规则:    M1–M9、M29、M35 的合计：全省按省级底线判定，各单位目标之和并列；
--          所选单位按其目标之和判定，含文件未单列单位的不作判定；同一企业只计
--          一次，在多个单位被检查的另列为跨单位重复；有时间段的计划数达到目标的
--          规定比例时应达按计划，否则按时间；期限各列在期限过后才有，预测和还需
--          抽取此后不再给出；颜色同各单位位置
-- base:    yes
-- small:   drawn_count > draw_ratio, sufficiency_rate, still_to_draw_count;
--          checked_count > check_ratio, completion_rate, gap_count,
--          pace_deviation, needed_per_day, shortfall_count,
--          short_forecast_count, long_forecast_count, status, signal;
--          published_count >
--          publish_ratio; on_deadline_count > deadline_gap_count,
--          deadline_rate, status, signal; late_count > status, signal;
--          week_count; repeated_unit_count
-- parts:   on_deadline_count + late_count
-- access:  aggregate
select
    stock_count,
    target_count,
    floor_target_count,
    units_target_count,
    is_judged,
    drawn_count,
    checked_count,
    published_count,
    gap_count,
    rate(drawn_count, rated_stock_count) as draw_ratio,
    rate(checked_count, rated_stock_count) as check_ratio,
    rate(published_count, rated_stock_count) as publish_ratio,
    sufficiency_rate,
    completion_rate,
    time_progress,
    plan_progress,
    planned_share,
    plan_window_share,
    if(is_by_plan, 'plan', 'time') as yardstick,
    yardstick_rate,
    pace_deviation,
    left_count as workdays_left_count,
    needed_per_day,
    short_pace,
    long_pace,
    short_forecast_count,
    forecast_of(checked_count, long_pace, ahead_count) as long_forecast_count,
    shortfall_count,
    still_to_draw_count,
    is_over,
    on_deadline_count,
    late_count,
    deadline_gap_count,
    rate(on_deadline_count, target_count) as deadline_rate,
    week_count,
    status,
    signal_of(
        status,
        is_over,
        is_judged
        and coalesce(
            (select bool_and(is_approved) from base_approvals($units))
            or (select is_synthetic from campaign),
            false
        )
    ) as signal,
    repeated_units($as_of, $units, $counties) as repeated_unit_count
from standings($as_of, $units, $counties)
where is_whole
