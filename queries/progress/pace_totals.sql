-- 进度偏差（合计） | Pace of the selection: done against time gone, as one.
-- grain:   one row
-- params:  $as_of, $units, $counties
-- columns: stock_count, target_count, drawn_count, checked_count,
--          published_count, gap_count, draw_ratio, check_ratio, publish_ratio,
--          sufficiency_rate, completion_rate, time_progress, plan_progress,
--          planned_share, yardstick, pace_deviation, workdays_left_count,
--          needed_per_day, short_pace, long_pace, short_forecast_count,
--          long_forecast_count
-- rule:    M1-M9, M29 of the totals: the province against 省级底线, a selection
--          against the sum of its units' targets; an enterprise counts once
-- small:   drawn_count > draw_ratio, sufficiency_rate; checked_count >
--          check_ratio, completion_rate, gap_count, pace_deviation,
--          needed_per_day; published_count > publish_ratio
-- access:  aggregate
with

unit_floors as (

    select
        unit,
        sum(stock_count)::bigint as stock_count,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

province_floor as (

    select max(floor_ppm) as floor_ppm
    from unit_targets
    where unit = '全省'
        and $units is null
        and $counties is null
        and (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

),

targets as (

    select
        sum(unit_floors.stock_count)::bigint as stock_count,
        coalesce(
            (
                sum(unit_floors.stock_count)::bigint
                * max(province_floor.floor_ppm) + 999999
            ) // 1000000,
            sum(unit_floors.target_count)::bigint
        ) as target_count
    from unit_floors
    cross join province_floor

),

today as (

    select *
    from pace_days
    where day = $as_of

),

firsts as (

    select
        stage,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        stage,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by stage, entity_id

),

counted as (

    select
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count,
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

),

scheduled as (

    select
        sum(due_value) / nullif(sum(windowed_count), 0) as plan_progress,
        sum(windowed_count) / nullif(sum(target_count), 0) as planned_share
    from plan_progress_days
    where day = $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))

),

measured as (

    select
        targets.stock_count,
        targets.target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.published_count, 0) as published_count,
        case
            when targets.target_count is not null
                then greatest(
                    targets.target_count - coalesce(counted.checked_count, 0), 0
                )
        end as gap_count,
        coalesce(counted.checked_count, 0) / nullif(targets.target_count, 0)
            as completion_rate,
        today.elapsed_count / today.campaign_workday_count as time_progress,
        today.left_count as workdays_left_count,
        scheduled.plan_progress,
        scheduled.planned_share,
        coalesce(scheduled.planned_share >= share.parameter_value, false)
            as is_by_plan,
        coalesce(counted.short_count, 0) / today.short_workday_count
            as short_pace,
        coalesce(counted.long_count, 0) / today.long_workday_count
            as long_pace
    from targets
    cross join counted
    cross join today
    cross join scheduled
    inner join ref_parameters as share
        on share.parameter = 'plan_window_share'

)

select
    stock_count,
    target_count,
    drawn_count,
    checked_count,
    published_count,
    gap_count,
    drawn_count / nullif(stock_count, 0) as draw_ratio,
    checked_count / nullif(stock_count, 0) as check_ratio,
    published_count / nullif(stock_count, 0) as publish_ratio,
    drawn_count / nullif(target_count, 0) as sufficiency_rate,
    completion_rate,
    time_progress,
    plan_progress,
    planned_share,
    if(is_by_plan, 'plan', 'time') as yardstick,
    completion_rate - if(is_by_plan, plan_progress, time_progress)
        as pace_deviation,
    workdays_left_count,
    gap_count / nullif(workdays_left_count, 0) as needed_per_day,
    short_pace,
    long_pace,
    greatest(
        least(
            floor(checked_count + short_pace * workdays_left_count + 1e-6)
                ::bigint,
            drawn_count
        ),
        checked_count
    ) as short_forecast_count,
    greatest(
        least(
            floor(checked_count + long_pace * workdays_left_count + 1e-6)
                ::bigint,
            drawn_count
        ),
        checked_count
    ) as long_forecast_count
from measured
