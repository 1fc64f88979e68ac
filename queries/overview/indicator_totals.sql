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
    coalesce(sum(inspected_count), 0)::bigint as inspected_count,
    coalesce(sum(withheld_count), 0)::bigint as withheld_count,
    coalesce(sum(published_count), 0)::bigint as published_count,
    rate(sum(published_count), sum(inspected_count) - sum(withheld_count))
        as publicity_rate,
    coalesce(sum(due_count), 0)::bigint as due_count,
    coalesce(sum(on_time_count), 0)::bigint as on_time_count,
    rate(sum(on_time_count), sum(due_count)) as on_time_rate,
    coalesce(sum(overdue_count), 0)::bigint as overdue_count,
    coalesce(sum(early_count), 0)::bigint as early_count,
    coalesce(sum(undated_count), 0)::bigint as undated_count,
    coalesce(sum(problem_count), 0)::bigint as problem_count,
    coalesce(sum(applicable_count), 0)::bigint as applicable_count,
    rate(sum(problem_count), sum(applicable_count)) as finding_rate,
    coalesce(sum(valid_count), 0)::bigint as valid_count,
    rate(sum(valid_count), sum(inspected_count)) as valid_rate
from kind_measures(
    $as_of, $units, $counties, $offices, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
)
where is_among(part, $kinds)
