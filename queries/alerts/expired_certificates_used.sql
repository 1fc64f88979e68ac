-- 执法证过期仍检查 | Expired certificates used: teams that inspected with them.
-- grain:   one row per team with at least $threshold such rows, most rows first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, team,
--          inspector_count, row_count, last_visited_on
-- rule:    export-formats.md 2, as in expired_certificates
-- small:   inspector_count; row_count
-- access:  aggregate
select
    inspector_rows.unit,
    inspector_rows.county_code,
    null::varchar as office,
    inspector_rows.home as subject,
    true as is_overdue,
    inspector_rows.home as team,
    count(distinct visits.inspector_no) as inspector_count,
    count(distinct (visits.task_id, visits.entity_id)) as row_count,
    max(visits.visited_on) as last_visited_on
from visits
inner join inspector_rows
    on visits.inspector_no = inspector_rows.inspector_no
where visits.is_expired
    and visits.visited_on <= $as_of
    and ($units is null or list_contains($units, inspector_rows.unit))
group by inspector_rows.unit, inspector_rows.county_code, inspector_rows.home
having count(distinct (visits.task_id, visits.entity_id)) >= $threshold
order by row_count desc, inspector_rows.unit, inspector_rows.county_code
