-- 进度偏差 | Pace: done against time gone, and what a working day must bring.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, target_count, checked_count, gap_count, completion_rate,
--          time_progress, plan_progress, planned_share, yardstick,
--          pace_deviation, workdays_left_count, needed_per_day
-- rule:    M5-M8: working days after 2022-03-10, 10-31 included; the yardstick
--          is the plan (M6b) where 80 % of the targets have windows, else time
-- small:   checked_count > gap_count, completion_rate, pace_deviation,
--          needed_per_day
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

firsts as (

    select
        unit,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

counted as (

    select
        unit,
        sum(entity_count)::bigint as checked_count
    from firsts
    group by unit

),

scheduled as (

    select
        unit,
        sum(due_value) / nullif(sum(windowed_count), 0) as plan_progress,
        sum(windowed_count) / nullif(sum(target_count), 0) as planned_share
    from plan_progress_days
    where day = $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

measured as (

    select
        floors.unit,
        floors.unit_order,
        floors.target_count,
        coalesce(counted.checked_count, 0) as checked_count,
        case
            when floors.target_count is not null
                then greatest(
                    floors.target_count - coalesce(counted.checked_count, 0), 0
                )
        end as gap_count,
        coalesce(counted.checked_count, 0) / nullif(floors.target_count, 0)
            as completion_rate,
        pace_days.elapsed_count / pace_days.campaign_workday_count
            as time_progress,
        pace_days.left_count as workdays_left_count,
        scheduled.plan_progress,
        scheduled.planned_share,
        coalesce(scheduled.planned_share >= share.parameter_value, false)
            as is_by_plan
    from floors
    inner join pace_days
        on pace_days.day = $as_of
    inner join ref_parameters as share
        on share.parameter = 'plan_window_share'
    left join counted
        on floors.unit = counted.unit
    left join scheduled
        on floors.unit = scheduled.unit

)

select
    unit,
    target_count,
    checked_count,
    gap_count,
    completion_rate,
    time_progress,
    plan_progress,
    planned_share,
    if(is_by_plan, 'plan', 'time') as yardstick,
    completion_rate - if(is_by_plan, plan_progress, time_progress)
        as pace_deviation,
    workdays_left_count,
    gap_count / nullif(workdays_left_count, 0) as needed_per_day
from measured
order by unit_order
