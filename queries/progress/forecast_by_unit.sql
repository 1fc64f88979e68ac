-- 预测 | Forecast: where each pace leads by the deadline, and when it arrives.
-- grain:   unit, scenario (short: last 4 weeks, long: last 8 weeks, plan: only
--          where windows are known and the deadline has not passed)
-- params:  $as_of, $units, $counties
-- columns: unit, scenario, target_count, drawn_count, checked_count,
--          pace_per_day, forecast_count, shortfall_count, finish_on
-- rule:    M9: checked + pace x working days left, or + what the windows of
--          plans and tasks known by then still bring by 10-31; never above
--          the rows drawn; no finish date where a unit has drawn too few to
--          reach its target
-- small:   drawn_count; checked_count
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

today as (

    select *
    from pace_days
    where day = $as_of

),

firsts as (

    select
        unit,
        stage,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked')
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        stage,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked')
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, stage, entity_id

),

counted as (

    select
        unit,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > short_from_on
            )
        )::bigint as short_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > long_from_on
            )
        )::bigint as long_count
    from firsts
    cross join today
    group by unit

),

scheduled as (

    select
        schedule.unit,
        sum(
            schedule.target_count * case
                when end_workday_no > start_workday_no
                    then cast(
                        least(
                            greatest(deadline_workday_no, start_workday_no),
                            end_workday_no
                        ) - least(
                            greatest(today.workday_no, start_workday_no),
                            end_workday_no
                        ) as double
                    ) / (end_workday_no - start_workday_no)
                when window_from > $as_of and window_from <= deadline_on then 1
                else 0
            end
        ) as coming_value
    from schedule
    cross join today
    cross join campaign
    where start_workday_no is not null
        and end_workday_no is not null
        and (from_on is null or from_on <= $as_of)
        and (until_on is null or until_on > $as_of)
        and $as_of < deadline_on
        and ($counties is null or list_contains($counties, county_code))
    group by schedule.unit

),

measured as (

    select
        floors.unit,
        floors.unit_order,
        floors.target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.short_count, 0) / today.short_workday_count
            as short_pace,
        coalesce(counted.long_count, 0) / today.long_workday_count
            as long_pace,
        scheduled.coming_value / nullif(today.left_count, 0) as plan_pace,
        today.left_count,
        today.workday_no
    from floors
    cross join today
    left join counted
        on floors.unit = counted.unit
    left join scheduled
        on floors.unit = scheduled.unit

),

scenarios as (

    select *, 'short' as scenario, 1 as scenario_order, short_pace as pace
    from measured
    union all
    select *, 'long' as scenario, 2 as scenario_order, long_pace as pace
    from measured
    union all
    select *, 'plan' as scenario, 3 as scenario_order, plan_pace as pace
    from measured
    where plan_pace is not null

),

forecast as (

    select
        *,
        greatest(
            least(
                floor(checked_count + pace * left_count + 1e-6)::bigint,
                drawn_count
            ),
            checked_count
        ) as forecast_count,
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
    forecast.unit,
    forecast.scenario,
    forecast.target_count,
    forecast.drawn_count,
    forecast.checked_count,
    forecast.pace as pace_per_day,
    forecast.forecast_count,
    case
        when forecast.target_count is not null
            then greatest(forecast.target_count - forecast.forecast_count, 0)
    end as shortfall_count,
    finish_days.day as finish_on
from forecast
left join workdays as finish_days
    on finish_days.is_workday
    and finish_days.workday_no = forecast.finish_workday_no
order by forecast.unit_order, forecast.scenario_order
