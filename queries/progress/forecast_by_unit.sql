-- 预测 | Forecast: where each pace leads by the deadline, and when it arrives.
-- grain:   unit, scenario (short: last 4 weeks, long: last 8 weeks, plan: only
--          where windows are known and the deadline has not passed)
-- params:  $as_of, $units, $counties
-- columns: unit, scenario, target_count, drawn_count, checked_count,
--          pace_per_day, forecast_count, shortfall_count, finish_on
-- rule:    M9: checked + pace x working days left, or + what the windows of
--          plans and tasks known by then still bring by the deadline; never
--          above the rows drawn; no finish date where a unit has drawn too few
--          to reach its target
-- 规则:    M9：已检查＋速度×剩余工作日，或加上当时已知计划和任务时间段内到期限日
--          还应完成的户数；不超过已抽取户数；抽取不足以达到目标的不给出完成日
-- base:    yes
-- small:   drawn_count; checked_count
-- access:  aggregate
with

positions as (

    select positions.*, coming.coming_value
    from positions($as_of, $units, $counties, false) as positions
    left join coming_by_unit($as_of, $counties) as coming
        on positions.part = coming.unit

),

scenarios as (

    select *, 'short' as scenario, 1 as scenario_order, short_pace as pace
    from positions
    union all
    select *, 'long' as scenario, 2 as scenario_order, long_pace as pace
    from positions
    union all
    select
        *,
        'plan' as scenario,
        3 as scenario_order,
        rate(coming_value, left_count) as pace
    from positions
    where rate(coming_value, left_count) is not null

),

forecast as (

    select
        *,
        forecast_of(checked_count, pace, left_count, drawn_count)
            as forecast_count,
        case
            when scenario <> 'plan'
                and checked_count < target_count
                and drawn_count >= target_count
                then workday_no + ceil(
                    (target_count - checked_count) / pace - 1e-6
                )
        end as finish_workday_no
    from scenarios

)

select
    forecast.part as unit,
    forecast.scenario,
    forecast.target_count,
    forecast.drawn_count,
    forecast.checked_count,
    forecast.pace as pace_per_day,
    forecast.forecast_count,
    gap_of(forecast.target_count, forecast.forecast_count) as shortfall_count,
    finish_days.day as finish_on
from forecast
left join workdays as finish_days
    on finish_days.is_workday
    and finish_days.workday_no = forecast.finish_workday_no
order by forecast.unit_order, forecast.scenario_order
