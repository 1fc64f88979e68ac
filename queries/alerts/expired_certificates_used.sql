-- 执法证过期仍检查 | Expired certificates used: teams that inspected with them.
-- grain:   one row per team with at least $threshold such rows, most rows first
-- 粒度:    这样的户次不少于 $threshold 的队伍各一行，户次多的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, team,
--          inspector_count, row_count, last_visited_on
-- rule:    rows inspected after the last day of the inspector's certificate,
--          each once
-- 规则:    检查人员执法证有效期止之后检查的户次，每户次计一次
-- small:   inspector_count; row_count
-- access:  aggregate
select
    unit,
    county_code,
    null::varchar as office,
    team as subject,
    true as is_overdue,
    team,
    inspected_after_count as inspector_count,
    row_count,
    last_visited_on
from expired_teams($as_of, $units, null)
where row_count > 0 and row_count >= $threshold
order by row_count desc, unit, county_code
