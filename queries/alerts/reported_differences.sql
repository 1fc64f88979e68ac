-- 上报差异过大 | Reported differences: latest reports far from what we count.
-- grain:   one row per unit, county and figure, the largest difference first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, metric, reported_on,
--          reported_count, counted_count, difference_rate
-- rule:    M34: |reported - counted| / counted at least $threshold, and
--          small_cell enterprises or more; the latest report up to the as-of
--          date; late entries make the count grow after a report
-- small:   reported_count > difference_rate; counted_count > difference_rate
-- access:  aggregate
with

latest as (

    select
        unit,
        county,
        metric,
        max(reported_on) as reported_on
    from report_gaps
    where reported_on <= $as_of
        and ($units is null or list_contains($units, unit))
    group by unit, county, metric

)

select
    report_gaps.unit,
    ref_counties.county_code,
    null::varchar as office,
    report_gaps.metric as subject,
    false as is_overdue,
    report_gaps.metric,
    report_gaps.reported_on,
    report_gaps.reported_value::bigint as reported_count,
    report_gaps.counted_count,
    (report_gaps.reported_value - report_gaps.counted_count)
        / nullif(report_gaps.counted_count, 0) as difference_rate
from report_gaps
inner join latest
    on report_gaps.unit = latest.unit
    and report_gaps.county is not distinct from latest.county
    and report_gaps.metric = latest.metric
    and report_gaps.reported_on = latest.reported_on
inner join ref_parameters
    on ref_parameters.parameter = 'small_cell'
left join ref_counties
    on report_gaps.unit = ref_counties.unit
    and report_gaps.county = ref_counties.county
where abs(report_gaps.reported_value - report_gaps.counted_count)
        >= ref_parameters.parameter_value
    and abs(report_gaps.reported_value - report_gaps.counted_count)
        >= $threshold * report_gaps.counted_count
order by abs(difference_rate) desc nulls first, report_gaps.unit, subject
