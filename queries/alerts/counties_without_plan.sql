-- 未制定计划 | No plan: counties with fewer plans of their own than $threshold.
-- grain:   one row per county, by unit and code
-- params:  $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, county, plan_count
-- rule:    M26; the notice gives no date for plans, so never overdue
-- access:  aggregate
select
    ref_counties.unit,
    ref_counties.county_code,
    null::varchar as office,
    ref_counties.county as subject,
    false as is_overdue,
    ref_counties.county,
    count(plan_rows.plan_no) as plan_count
from ref_counties
left join plan_rows
    on ref_counties.county_code = plan_rows.county_code
    and plan_rows.level = '县级'
where ref_counties.is_supervised
    and ($units is null or list_contains($units, ref_counties.unit))
group by ref_counties.unit, ref_counties.county_code, ref_counties.county
having count(plan_rows.plan_no) < $threshold
order by ref_counties.county_code
