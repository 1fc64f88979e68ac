-- 到期完不成 | Short by the deadline: units too slow for it, or that missed it.
-- grain:   one row per unit short by more than $threshold, most short first
-- 粒度:    差额大于 $threshold 的单位各一行，差得多的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, is_judged,
--          floor_rate, target_count, checked_count, drawn_count,
--          forecast_count, on_deadline_count, late_count, short_count
-- rule:    up to the deadline M9, shortfall_count of standing_by_unit: the pace
--          of the last 4 weeks alone, whatever is drawn; once it has passed
--          M35: target minus what was done on the deadline, red, also where
--          it was made up later
-- 规则:    期限日及以前为M9，同各单位位置的预计差额：仅按近4周速度，不论已抽取
--          多少；期限过后为M35：目标减期限内完成数，为红，其后补上的也列出
-- base:    yes
-- small:   checked_count > short_count, forecast_count; drawn_count;
--          on_deadline_count > short_count; late_count
-- parts:   on_deadline_count + late_count
-- access:  aggregate
select
    positions.part as unit,
    null::varchar as county_code,
    null::varchar as office,
    positions.part as subject,
    positions.is_over as is_overdue,
    positions.is_judged,
    positions.floor_ppm / 1e6 as floor_rate,
    positions.target_count,
    positions.checked_count,
    positions.drawn_count,
    positions.short_forecast_count as forecast_count,
    positions.on_deadline_count,
    positions.late_count,
    coalesce(positions.deadline_gap_count, positions.shortfall_count)
        as short_count
from standings($as_of, $units, null) as positions
cross join campaign
where not positions.is_whole
    and $as_of > campaign.notice_on
    and short_count > $threshold
order by short_count desc, positions.unit_order
