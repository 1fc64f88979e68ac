-- 按计划进度 | Progress by plan: what tasks and plans should have brought by now.
-- grain:   one row per reporting unit with a schedule, in its order
-- params:  $as_of, $units, $counties
-- columns: unit, target_count, windowed_count, planned_share, due_count,
--          plan_progress, is_yardstick
-- rule:    M6b: a task's target is its drawn enterprise rows, spread over the
--          working days of its window; a plan counts until its first task is
--          drawn; the yardstick where 80 % of the targets have windows
-- access:  aggregate
with

scheduled as (

    select
        unit,
        sum(target_count)::bigint as target_count,
        sum(windowed_count)::bigint as windowed_count,
        sum(due_value) as due_value
    from plan_progress_days
    where day = $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

)

select
    scheduled.unit,
    scheduled.target_count,
    coalesce(scheduled.windowed_count, 0) as windowed_count,
    coalesce(scheduled.windowed_count, 0) / nullif(scheduled.target_count, 0)
        as planned_share,
    floor(scheduled.due_value + 1e-6)::bigint as due_count,
    scheduled.due_value / nullif(scheduled.windowed_count, 0) as plan_progress,
    coalesce(
        scheduled.windowed_count / nullif(scheduled.target_count, 0)
        >= share.parameter_value,
        false
    ) as is_yardstick
from scheduled
inner join ref_parameters as share
    on share.parameter = 'plan_window_share'
left join ref_units
    on scheduled.unit = ref_units.unit
order by ref_units.unit_order nulls last, scheduled.unit
