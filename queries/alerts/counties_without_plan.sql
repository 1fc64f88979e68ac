-- 未制定计划 | No plan: counties with fewer plans of their own than $threshold.
-- grain:   one row per county, by unit and code
-- 粒度:    每个县（市、区）一行，按单位和代码
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, county, plan_count,
--          target_count
-- rule:    M26; the notice gives no date for plans, so never overdue; target =
--          M1 of the county, for reference
-- 规则:    M26；通知未规定计划的日期，不算超期；目标为该县的M1，仅供参照
-- base:    yes
-- access:  aggregate
select
    counties.unit,
    counties.county_code,
    null::varchar as office,
    counties.county as subject,
    false as is_overdue,
    counties.county,
    counties.plan_count,
    floors.target_count
from county_plans($units, null) as counties
left join county_floors($as_of) as floors
    on counties.unit = floors.unit
    and counties.county_code = floors.county_code
where counties.plan_count < $threshold
order by counties.county_code
