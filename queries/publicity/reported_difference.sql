-- 上报差异 | Reported difference: each figure a unit reports, beside our count.
-- grain:   unit, county, reported_on, metric_name; latest first, of a day the
--          largest difference first
-- 粒度:    每个单位、县、上报日期和指标一行；近的在前，同日差异大的在前
-- params:  $as_of, $units, $counties
-- columns: unit, county, reported_on, metric_name, reported_value,
--          counted_count, reported_gap_value, difference_rate, source_file,
--          sheet, source_row
-- rule:    M34: figure reported and figure counted as of the day it is for;
--          difference = reported - counted, / counted; a figure without a
--          counterpart here has neither
-- 规则:    M34：上报数与同一日期的统计数；差异＝上报数－统计数，
--          差异率＝差异／统计数；没有对应统计数的两者皆空
-- small:   reported_value > reported_gap_value, difference_rate; counted_count
--          > reported_gap_value, difference_rate
-- access:  aggregate
select
    report_gaps.unit,
    report_gaps.county,
    report_gaps.reported_on,
    report_gaps.metric as metric_name,
    report_gaps.reported_value,
    report_gaps.counted_count,
    report_gaps.reported_value - report_gaps.counted_count
        as reported_gap_value,
    rate(reported_gap_value, report_gaps.counted_count) as difference_rate,
    report_gaps.source_file,
    report_gaps.sheet,
    report_gaps.source_row
from report_gaps
left join reporting_units
    on report_gaps.unit = reporting_units.unit
where report_gaps.reported_on <= $as_of
    and is_among(report_gaps.unit, $units)
    and is_among(report_gaps.county_code, $counties)
order by
    report_gaps.reported_on desc,
    abs(report_gaps.reported_value - report_gaps.counted_count) desc nulls last,
    reporting_units.unit_order nulls last,
    report_gaps.county nulls first,
    report_gaps.metric
