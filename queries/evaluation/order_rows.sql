-- 责令改正明细 | Orders: each correction ordered, and what came after.
-- grain:   one row per task and entity; open the longest first, corrected last
-- 粒度:    每个任务、每个主体一行；未完结且时长久的在前，已改正的在后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, county, name, entity_code, order_state, age_days, ordered_on,
--          closed_on, closed_workday_count, reinspected_on, is_problem_again,
--          reinspecting_task_no, task_no
-- rule:    each inspection that orders_by_unit counts; age in working days from
--          the inspection to the as-of date
-- 规则:    责令改正之后中的每一次检查；时长为检查日至截止日的工作日数
-- access:  named
select
    orders.unit,
    ref_counties.county,
    row_details.name,
    row_details.entity_code,
    orders.order_state,
    if(orders.is_closed, null, orders.age_days) as age_days,
    orders.ordered_on,
    orders.closed_on,
    orders.closed_workday_count,
    orders.reinspected_on,
    orders.is_problem_again,
    again.task_no as reinspecting_task_no,
    task_summaries.task_no
from orders_on(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
) as orders
inner join task_summaries
    on orders.task_id = task_summaries.task_id
inner join row_details
    on orders.task_id = row_details.task_id
    and orders.entity_id = row_details.entity_id
left join ref_counties
    on orders.county_code = ref_counties.county_code
left join task_summaries as again
    on orders.reinspecting_task_id = again.task_id
order by
    orders.is_closed,
    orders.ordered_on,
    task_summaries.task_no,
    row_details.entity_code
