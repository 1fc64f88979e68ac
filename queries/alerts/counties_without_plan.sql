-- 未制定计划 | No plan: counties with fewer plans of their own than $threshold.
-- grain:   one row per county, by unit and code
-- 粒度:    每个县（市、区）一行，按单位和代码
-- params:  $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, county, plan_count
-- rule:    M26; the notice gives no date for plans, so never overdue
-- 规则:    M26；通知未规定计划的日期，不算超期
-- access:  aggregate
select
    unit,
    county_code,
    null::varchar as office,
    county as subject,
    false as is_overdue,
    county,
    plan_count
from county_plans($units)
where plan_count < $threshold
order by county_code
