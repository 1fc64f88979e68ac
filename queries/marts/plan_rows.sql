-- 抽查计划 | plans: with the unit and county they bind.
-- grain:   plan_no
-- rule:    闽市监信〔2022〕51号 一（二）
select
    plan_no,
    plan_year,
    name,
    level,
    lead_office,
    unit,
    county_code,
    provincial_plan_no,
    ratio_text,
    ratio,
    planned_count,
    window_from,
    window_to,
    period_text,
    draw_kind,
    joint,
    item_level,
    is_professional,
    state
from plans
order by plan_no
