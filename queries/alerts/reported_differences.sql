-- 上报差异过大 | Reported differences: latest reports far from what we count.
-- grain:   one row per unit, county and figure, the largest difference first
-- 粒度:    每个单位、县和指标一行，差异大的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, metric, reported_on,
--          reported_count, counted_count, difference_rate
-- rule:    M34: |reported - counted| / counted at least $threshold, and
--          small_cell enterprises or more; the latest report up to the as-of
--          date; late entries make the count grow after a report
-- 规则:    M34：｜上报数－统计数｜／统计数达到阈值，且相差不少于隐去下限户；
--          取截止日前最近一次上报；补录会使统计数在上报后增加
-- small:   reported_count > difference_rate; counted_count > difference_rate
-- access:  aggregate
with

latest as (

    select
        *,
        reported_value - counted_count as gap_value
    from report_gaps
    where reported_on <= $as_of and is_among(unit, $units)
    qualify reported_on = max(reported_on) over (
        partition by unit, county, metric
    )

)

select
    latest.unit,
    ref_counties.county_code,
    null::varchar as office,
    latest.metric as subject,
    false as is_overdue,
    latest.metric,
    latest.reported_on,
    latest.reported_value::bigint as reported_count,
    latest.counted_count,
    rate(latest.gap_value, latest.counted_count) as difference_rate
from latest
cross join rules
left join ref_counties
    on latest.unit = ref_counties.unit
    and latest.county = ref_counties.county
where abs(latest.gap_value) >= rules.small_cell
    and abs(latest.gap_value) >= $threshold * latest.counted_count
order by abs(difference_rate) desc nulls first, latest.unit, subject
