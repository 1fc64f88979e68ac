-- 落后于应达进度 | Behind the yardstick: units whose completion lags by a margin.
-- grain:   one row per unit that lags by at least $threshold, furthest first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, completion_rate,
--          yardstick_rate, lag_points, checked_count, target_count
-- rule:    M7: completion minus the yardstick of pace_by_unit, as a share of 1,
--          and alert_min_rows enterprises or more; from the notice to the
--          deadline; amber by metrics.md
-- small:   checked_count > completion_rate, lag_points
-- access:  aggregate
with

measured as (

    select
        unit_days.unit,
        unit_days.unit_order,
        unit_days.checked_count,
        unit_days.target_count,
        unit_days.yardstick_progress,
        unit_days.checked_count / nullif(unit_days.target_count, 0)
            as completion_rate
    from unit_days
    cross join campaign
    where unit_days.day = $as_of
        and unit_days.day between campaign.notice_on and campaign.deadline_on
        and ($units is null or list_contains($units, unit_days.unit))

)

select
    unit,
    null::varchar as county_code,
    null::varchar as office,
    unit as subject,
    false as is_overdue,
    completion_rate,
    yardstick_progress as yardstick_rate,
    yardstick_progress - completion_rate as lag_points,
    checked_count,
    target_count
from measured
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_rows'
where yardstick_progress - completion_rate >= $threshold
    and (yardstick_progress - completion_rate) * target_count
        >= ref_parameters.parameter_value
order by lag_points desc, unit_order
