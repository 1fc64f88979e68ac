-- 省级任务未承接 | Not taken up: counties whose plan lacks provincial tasks.
-- grain:   one row per county that lacks at least $threshold, by code
-- 粒度:    所缺不少于 $threshold 的县（市、区）各一行，按代码
-- params:  $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, county,
--          missing_count, plan_names
-- rule:    M27: provincial plans that no plan of the county takes up; counties
--          without any plan are not repeated
-- 规则:    M27：该县计划均未承接的省级计划；没有任何计划的县不再重复
-- access:  aggregate
select
    unit,
    county_code,
    null::varchar as office,
    county as subject,
    false as is_overdue,
    county,
    count(*) as missing_count,
    string_agg(plan_name, '、' order by plan_no) as plan_names
from uptake_cells($units, null)
where state = '未承接'
group by unit, county_code, county
having count(*) >= $threshold
order by county_code
