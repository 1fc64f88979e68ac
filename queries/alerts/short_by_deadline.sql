-- 到期完不成 | Short by the deadline: units that will not finish at their pace.
-- grain:   one row per unit short by more than $threshold, most short first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, target_count,
--          checked_count, drawn_count, forecast_count, short_count
-- rule:    M9, scenario short of forecast_by_unit: the pace of the last 4
--          weeks, never above the rows drawn; red once 10-31 has passed
-- small:   checked_count > short_count; drawn_count
-- access:  aggregate
with

forecast as (

    select
        unit_days.unit,
        unit_days.unit_order,
        unit_days.target_count,
        unit_days.checked_count,
        unit_days.drawn_count,
        unit_days.day > campaign.deadline_on as is_overdue,
        greatest(
            least(
                floor(
                    unit_days.checked_count
                    + unit_days.left_count
                    * (
                        unit_days.checked_count
                        - coalesce(past.checked_count, 0)
                    )
                    / unit_days.short_workday_count
                    + 1e-6
                )::bigint,
                unit_days.drawn_count
            ),
            unit_days.checked_count
        ) as forecast_count
    from unit_days
    cross join campaign
    left join unit_days as past
        on unit_days.unit = past.unit
        and unit_days.short_from_on = past.day
    where unit_days.day = $as_of
        and unit_days.day > campaign.notice_on
        and ($units is null or list_contains($units, unit_days.unit))

)

select
    unit,
    null::varchar as county_code,
    null::varchar as office,
    unit as subject,
    is_overdue,
    target_count,
    checked_count,
    drawn_count,
    forecast_count,
    target_count - forecast_count as short_count
from forecast
where target_count - forecast_count > $threshold
order by short_count desc, unit_order
