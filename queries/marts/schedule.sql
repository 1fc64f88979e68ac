-- 计划进度 | schedule: how many enterprises are to be done, and in which window.
-- grain:   source_kind, source_no, unit, county_code
-- rule:    M6b: a task's target is its drawn enterprise rows, spread over its
--          window; a plan counts until its first task is drawn
with

drawn as (

    select
        task_facts.task_id,
        task_facts.unit,
        task_facts.county_code,
        min(task_facts.drawn_on) as known_on,
        count(*) as target_count
    from task_facts
    where task_facts.entity_kind = '企业'
    group by task_facts.task_id, task_facts.unit, task_facts.county_code

),

first_draws as (

    select plan_no, min(drawn_on) as first_drawn_on
    from task_summaries
    where plan_no is not null
    group by plan_no

),

steps as (

    select
        'task' as source_kind,
        task_summaries.task_no as source_no,
        drawn.unit,
        drawn.county_code,
        drawn.known_on as from_on,
        cast(null as date) as until_on,
        drawn.target_count,
        task_summaries.window_from,
        task_summaries.window_to
    from drawn
    inner join task_summaries
        on drawn.task_id = task_summaries.task_id
    union all
    select
        'plan' as source_kind,
        plans.plan_no as source_no,
        plans.unit,
        plans.county_code,
        cast(null as date) as from_on,
        first_draws.first_drawn_on as until_on,
        plans.planned_count as target_count,
        plans.window_from,
        plans.window_to
    from plans
    left join first_draws
        on plans.plan_no = first_draws.plan_no
    where plans.unit is not null and plans.planned_count is not null

)

select
    steps.source_kind,
    steps.source_no,
    steps.unit,
    steps.county_code,
    steps.from_on,
    steps.until_on,
    cast(steps.target_count as bigint) as target_count,
    steps.window_from,
    steps.window_to,
    opening.workday_no
        - (case when opening.is_workday then 1 else 0 end) as start_workday_no,
    closing.workday_no as end_workday_no
from steps
left join workdays as opening
    on steps.window_from = opening.day
left join workdays as closing
    on steps.window_to = closing.day
order by steps.source_kind, steps.source_no, steps.unit, steps.county_code
