-- 落后于应达进度 | Behind the yardstick: units whose completion lags by a margin.
-- grain:   one row per unit that lags by at least $threshold, furthest first
-- 粒度:    落后不少于 $threshold 的单位各一行，落后多的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, is_judged,
--          floor_rate, completion_rate, yardstick_rate, lag_points, lag_count,
--          checked_count, target_count
-- rule:    M7: completion minus the yardstick, as a share of 1, and
--          alert_min_rows enterprises or more (lag_count, rounded up); from the
--          notice to the deadline
-- 规则:    M7：完成率减应达进度，且差额（lag_count，向上取整）不少于参数
--          alert_min_rows 户；自通知印发日至期限日
-- base:    yes
-- small:   checked_count > completion_rate, lag_points, lag_count
-- access:  aggregate
with

positions as (

    select
        positions.*,
        -positions.pace_deviation as lag_points
    from standings($as_of, $units, null) as positions
    cross join campaign
    where not positions.is_whole
        and $as_of between campaign.notice_on and campaign.deadline_on

)

select
    positions.part as unit,
    null::varchar as county_code,
    null::varchar as office,
    positions.part as subject,
    false as is_overdue,
    positions.is_judged,
    positions.floor_ppm / 1e6 as floor_rate,
    positions.completion_rate,
    positions.yardstick_rate,
    positions.lag_points,
    ceil(positions.lag_points * positions.target_count - 1e-6)::bigint
        as lag_count,
    positions.checked_count,
    positions.target_count
from positions
cross join rules
where positions.lag_points >= $threshold
    and positions.lag_points * positions.target_count >= rules.alert_min_rows
order by positions.lag_points desc, positions.unit_order
