-- 计划安排 | schedule: how many enterprises a plan means to do, and when.
-- grain:   plan_no
-- rule:    M6b: plans of units and counties whose objects are enterprises
--          alone, or which name no objects; what was drawn changes nothing; a
--          plan without a window, or with one that ends before it starts,
--          cannot be spread
select
    plans.plan_no,
    plans.unit,
    plans.county_code,
    cast(plans.planned_count as bigint) as planned_count,
    plans.window_from,
    plans.window_to,
    plans.window_to >= plans.window_from
    and opening.workday_no is not null
    and closing.workday_no is not null as is_spread,
    opening.workday_no
        - (case when opening.is_workday then 1 else 0 end) as start_workday_no,
    closing.workday_no as end_workday_no
from plans
left join workdays as opening
    on plans.window_from = opening.day
left join workdays as closing
    on plans.window_to = closing.day
where plans.unit is not null
    and plans.planned_count is not null
    and plans.is_of_enterprises is not false
order by plans.plan_no
