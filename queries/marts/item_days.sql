-- 事项检查 | items by day: how often an item was checked, and with what result.
-- grain:   item_code, unit, county_code, inspected_on
-- rule:    M22
select
    item_code,
    unit,
    county_code,
    inspected_on,
    count(*) as checked_count,
    count(case when is_problem then 1 end) as problem_count
from item_rows
where is_checked
group by item_code, unit, county_code, inspected_on
order by item_code, unit, county_code, inspected_on
