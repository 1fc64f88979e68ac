-- 执法证过期 | Expired certificates: who still inspected, and how many rows.
-- grain:   one row per team with an expired certificate, most rows first
-- 粒度:    有证件过期的队伍各一行，户次多的在前
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, team, expired_count, inspected_after_count,
--          row_count, last_visited_on, labels
-- rule:    expired = the last day of the certificate is before the as-of date;
--          rows inspected after that last day, each once; labels of those who
--          inspected
-- 规则:    过期＝执法证有效期止早于统计日；有效期止之后检查的户次，每户次计一次；
--          列出仍检查者的代号
-- small:   expired_count; inspected_after_count; row_count > last_visited_on
-- named:   labels
-- access:  aggregate
select
    unit,
    county_code,
    team,
    expired_count,
    inspected_after_count,
    row_count,
    last_visited_on,
    labels
from expired_teams($as_of, $units, $counties)
order by row_count desc, unit, county_code
