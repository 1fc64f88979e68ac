-- 到期完不成 | Short by the deadline: units that will not finish at their pace.
-- grain:   one row per unit short by more than $threshold, most short first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, target_count,
--          checked_count, drawn_count, forecast_count, short_count
-- rule:    M9, scenario short of forecast_by_unit: the pace of the last 4
--          weeks, never above the rows drawn; red once the deadline has passed
-- 规则:    M9，同预测的近4周情景：不超过已抽取户数；期限已过为红
-- base:    yes
-- small:   checked_count > short_count; drawn_count
-- access:  aggregate
select
    positions.part as unit,
    null::varchar as county_code,
    null::varchar as office,
    positions.part as subject,
    positions.is_over as is_overdue,
    positions.target_count,
    positions.checked_count,
    positions.drawn_count,
    positions.short_forecast_count as forecast_count,
    positions.target_count - positions.short_forecast_count as short_count
from positions($as_of, $units, null, false) as positions
cross join campaign
where $as_of > campaign.notice_on
    and positions.target_count - positions.short_forecast_count > $threshold
order by short_count desc, positions.unit_order
