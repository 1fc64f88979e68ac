-- 指标一览 | Indicators: rates of the selection beside the headline.
-- grain:   one row
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: inspected_count, withheld_count, published_count, publicity_rate,
--          due_count, on_time_count, on_time_rate, overdue_count,
--          problem_count, applicable_count, finding_rate, valid_count,
--          valid_rate
-- rule:    M11, M12, M13, M32 of the totals, over rows inspected by the as-of
--          date; on time = rows due by then, and nothing else
-- 规则:    M11、M12、M13、M32的合计，限截止日前已检查的行；按时公示只看届时已到
--          期的行
-- small:   inspected_count > publicity_rate, valid_rate; withheld_count >
--          publicity_rate; published_count > publicity_rate; due_count >
--          on_time_rate; on_time_count > on_time_rate; overdue_count;
--          problem_count > finding_rate; applicable_count > finding_rate;
--          valid_count > valid_rate
-- access:  aggregate
select
    inspected_count,
    withheld_count,
    published_count,
    publicity_rate,
    due_count,
    on_time_count,
    on_time_rate,
    overdue_count,
    problem_count,
    applicable_count,
    finding_rate,
    valid_count,
    valid_rate
from publicity_measures(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
)
where part = '合计'
