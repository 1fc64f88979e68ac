-- 逾期时长 | Age of what is overdue: working days past the due date, by unit.
-- grain:   clock, unit in its order, where anything is overdue
-- 粒度:    有逾期的每种时限、每个单位一行，按固定顺序
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $clock
-- columns: clock, unit, overdue_count, days_5_count, days_10_count,
--          days_20_count, days_more_count, oldest_due_on
-- rule:    working days after the due date up to the as-of date: 1 to 5, 6 to
--          10, 11 to 20, more
-- 规则:    到期日之后至截止日的工作日数：1–5、6–10、11–20、更多
-- small:   overdue_count > oldest_due_on; days_5_count; days_10_count;
--          days_20_count; days_more_count
-- parts:   days_5_count + days_10_count + days_20_count + days_more_count
-- sums:    overdue_count, days_5_count, days_10_count, days_20_count,
--          days_more_count
-- access:  aggregate
select
    clocks.clock,
    clocks.unit,
    count(*) as overdue_count,
    count(*) filter (where overdue_workday_count <= 5) as days_5_count,
    count(*) filter (where overdue_workday_count between 6 and 10)
        as days_10_count,
    count(*) filter (where overdue_workday_count between 11 and 20)
        as days_20_count,
    count(*) filter (where overdue_workday_count > 20) as days_more_count,
    min(clocks.due_on) as oldest_due_on
from clocks_due(
    $as_of, $clock, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $tag
) as clocks
left join reporting_units
    on clocks.unit = reporting_units.unit
where clocks.due_on < $as_of
group by clocks.clock, clocks.unit, reporting_units.unit_order
order by clocks.clock, reporting_units.unit_order nulls last, clocks.unit
