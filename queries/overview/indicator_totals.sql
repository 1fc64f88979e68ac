-- 指标一览 | Indicators: rates of the selection beside the headline.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: inspected_count, withheld_count, published_count, publicity_rate,
--          due_count, on_time_count, on_time_rate, overdue_count,
--          early_count, undated_count, problem_count, applicable_count,
--          finding_rate, valid_count, valid_rate
-- rule:    M11, M12, M13, M32 of the totals, over rows inspected by the as-of
--          date; on time = of rows due by then; published before the inspection
--          or without a date stands beside it
-- 规则:    M11、M12、M13、M32的合计，限截止日前已检查的行；按时公示只看届时已到
--          期的行，日期矛盾、无公示日期的另列
-- small:   inspected_count > publicity_rate, valid_rate; withheld_count >
--          publicity_rate; published_count > publicity_rate; due_count >
--          on_time_rate; on_time_count > on_time_rate; overdue_count;
--          early_count; undated_count; problem_count > finding_rate;
--          applicable_count > finding_rate;
--          valid_count > valid_rate
-- access:  aggregate
select
    coalesce(measures.inspected_count, 0) as inspected_count,
    coalesce(measures.withheld_count, 0) as withheld_count,
    coalesce(measures.published_count, 0) as published_count,
    measures.publicity_rate,
    coalesce(measures.due_count, 0) as due_count,
    coalesce(measures.on_time_count, 0) as on_time_count,
    measures.on_time_rate,
    coalesce(measures.overdue_count, 0) as overdue_count,
    coalesce(measures.early_count, 0) as early_count,
    coalesce(measures.undated_count, 0) as undated_count,
    coalesce(measures.problem_count, 0) as problem_count,
    coalesce(measures.applicable_count, 0) as applicable_count,
    measures.finding_rate,
    coalesce(measures.valid_count, 0) as valid_count,
    measures.valid_rate
from (select '合计' as part) as whole
left join publicity_measures(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag, true
) as measures
    on whole.part = measures.part
