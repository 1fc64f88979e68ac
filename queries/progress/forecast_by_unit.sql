-- 预测 | Forecast: where each pace leads by the deadline, and when it arrives.
-- grain:   unit, scenario (short: last 4 weeks, long: last 8 weeks, plan: only
--          where plans have windows); none once the deadline has passed
-- 粒度:    每个单位、每种情形一行（short 为近期速度，long 为较长期速度，plan 为
--          按计划，计划有时间段才有）；完成期限过后没有
-- params:  $as_of, $units, $counties
-- columns: unit, scenario, target_count, drawn_count, checked_count,
--          pace_per_day, forecast_count, shortfall_count,
--          still_to_draw_count, finish_on
-- rule:    M9: checked + pace x working days left, or + what the windows of
--          plans still ask by the deadline; none limited by what is drawn;
--          beside it M29: target - drawn; a finish date needs a pace
--          that arrives by the end of the year after
-- 规则:    M9：已检查＋速度×剩余工作日，或加上计划时间段内到期限日还应完成的
--          户数；不受已抽取户数限制；旁列M29：目标－已抽取；没有速度或次年年底
--          前到不了的不给出完成日；期限过后不再预测
-- base:    yes
-- small:   drawn_count > still_to_draw_count; checked_count > pace_per_day,
--          forecast_count, shortfall_count, finish_on
-- access:  aggregate
with

ahead as (

    select *
    from standings($as_of, $units, $counties)
    where not is_whole and not is_over

),

scenarios as (

    select *, 'short' as scenario, 1 as scenario_order, short_pace as pace
    from ahead
    union all
    select *, 'long' as scenario, 2 as scenario_order, long_pace as pace
    from ahead
    union all
    select
        *,
        'plan' as scenario,
        3 as scenario_order,
        rate(coming_value, left_count) as pace
    from ahead
    where rate(coming_value, left_count) is not null

),

forecast as (

    select
        *,
        forecast_of(checked_count, pace, left_count) as forecast_count,
        case
            when scenario <> 'plan' and gap_count > 0
                then workday_no + ceil(rate(gap_count, pace) - 1e-6)
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
    forecast.still_to_draw_count,
    finish_days.day as finish_on
from forecast
left join workdays as finish_days
    on finish_days.is_workday
    and finish_days.workday_no = forecast.finish_workday_no
    and year(finish_days.day) <= year($as_of) + 1
order by forecast.unit_order, forecast.scenario_order
