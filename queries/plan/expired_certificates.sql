-- 执法证过期 | Expired certificates: who still inspected, and how many rows.
-- grain:   one row per team with an expired certificate, most rows first
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, team, expired_count, inspected_after_count,
--          row_count, last_visited_on, labels
-- rule:    export-formats.md 2: an expired certificate is not eligible;
--          expired = before the as-of date; rows inspected after the
--          certificate's last day, each once; labels of those who inspected
-- small:   expired_count; inspected_after_count; row_count > last_visited_on
-- named:   labels
-- access:  aggregate
with

late_visits as (

    select
        visits.inspector_no,
        visits.task_id,
        visits.entity_id,
        visits.visited_on
    from visits
    where visits.is_expired and visits.visited_on <= $as_of

),

persons as (

    select
        inspector_rows.unit,
        inspector_rows.county_code,
        inspector_rows.home,
        inspector_rows.inspector_no,
        inspector_rows.inspector_label
    from inspector_rows
    where inspector_rows.cert_valid_to < $as_of
        and ($units is null or list_contains($units, inspector_rows.unit))
        and (
            $counties is null
            or list_contains($counties, inspector_rows.county_code)
        )

)

select
    persons.unit,
    persons.county_code,
    persons.home as team,
    count(distinct persons.inspector_no) as expired_count,
    count(distinct late_visits.inspector_no) as inspected_after_count,
    count(distinct (late_visits.task_id, late_visits.entity_id))
        filter (where late_visits.inspector_no is not null) as row_count,
    max(late_visits.visited_on) as last_visited_on,
    list(distinct persons.inspector_label order by persons.inspector_label)
        filter (where late_visits.inspector_no is not null) as labels
from persons
left join late_visits
    on persons.inspector_no = late_visits.inspector_no
group by persons.unit, persons.county_code, persons.home
order by row_count desc, persons.unit, persons.county_code
