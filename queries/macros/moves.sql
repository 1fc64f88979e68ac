-- 动态调整 | moves: ratios of a unit's tasks one after the other, and findings.
-- rule:    M18, M13: tasks of the year whose pools and draws are large enough
--          for a trend; spread = ratio of the high classes over the low; raised
--          or lowered against the unit's task before; findings of the rows
--          inspected by the day; ratios that rest on few are for the entitled
create macro moves_on(as_of, units, sees_class) as table
with

trends as (

    select *
    from task_trends(units)
    where is_by(drawn_on, as_of)

),

ratios as (

    select
        tasks.task_no,
        min(least(classes.pool_count, classes.drawn_count)) as least_count,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(1)) as a_ratio,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(2)) as b_ratio,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(3)) as c_ratio,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(4)) as d_ratio,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(5)) as e_ratio,
        max(rate(classes.drawn_count, classes.pool_count))
            filter (where classes.risk_class = class_at(6)) as f_ratio
    from task_classes as classes
    inner join task_summaries as tasks
        on classes.task_id = tasks.task_id
    group by tasks.task_no

),

found as (

    select
        tasks.task_no,
        count(*) filter (where facts.is_problem) as problem_count,
        count(*) as applicable_count
    from task_facts as facts
    inner join task_summaries as tasks
        on facts.task_id = tasks.task_id
    where facts.is_inspected
        and facts.is_applicable
        and facts.inspected_on <= as_of
    group by tasks.task_no

),

measured as (

    select
        trends.unit,
        trends.office as lead_office,
        trends.subject as task_no,
        trends.name,
        trends.drawn_on,
        trends.is_class_used,
        ratios.a_ratio,
        ratios.b_ratio,
        ratios.c_ratio,
        ratios.d_ratio,
        ratios.e_ratio,
        ratios.f_ratio,
        rate(trends.high_ratio, trends.low_ratio) as spread_value,
        coalesce(found.problem_count, 0) as problem_count,
        coalesce(found.applicable_count, 0) as applicable_count,
        rate(found.problem_count, found.applicable_count) as finding_rate,
        may_tell(sees_class, ratios.least_count) as is_open
    from trends
    inner join ratios
        on trends.subject = ratios.task_no
    left join found
        on trends.subject = found.task_no

),

told as (

    select
        * replace (
            if(is_open, a_ratio, null) as a_ratio,
            if(is_open, b_ratio, null) as b_ratio,
            if(is_open, c_ratio, null) as c_ratio,
            if(is_open, d_ratio, null) as d_ratio,
            if(is_open, e_ratio, null) as e_ratio,
            if(is_open, f_ratio, null) as f_ratio,
            if(is_open, spread_value, null) as spread_value
        )
    from measured

),

ordered as (

    select
        *,
        lag(spread_value) over tasks as earlier_spread_value,
        lag(finding_rate) over tasks as earlier_finding_rate
    from told
    window tasks as (partition by unit order by drawn_on, task_no)

)

select
    *,
    spread_value - earlier_spread_value as spread_change_value,
    finding_rate - earlier_finding_rate as finding_change_points,
    case
        when earlier_spread_value is null or spread_value is null then null
        when spread_value > earlier_spread_value then 'raised'
        when spread_value < earlier_spread_value then 'lowered'
        else 'same'
    end as ratio_move
from ordered;
