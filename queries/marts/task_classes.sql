-- 任务分类 | task classes: pool and draws of each class in a task.
-- grain:   task_id, risk_class
-- rule:    M17c, M18: rows of the class drawn, by the class at the draw; the
--          date of a row's class is the last one before the draw on which the
--          firm got that class, else the first after it (late)
with

dated as (

    select
        task_facts.task_id,
        task_facts.entity_id,
        task_facts.risk_class,
        min(task_facts.drawn_on) as drawn_on,
        coalesce(
            max(
                case
                    when class_spans.valid_from <= task_facts.drawn_on
                        then class_spans.valid_from
                end
            ),
            min(class_spans.valid_from)
        ) as class_on
    from task_facts
    left join class_spans
        on task_facts.entity_id = class_spans.entity_id
        and task_facts.risk_class = class_spans.risk_class
    where task_facts.risk_class in (select risk_class from class_scheme)
    group by
        task_facts.task_id, task_facts.entity_id, task_facts.risk_class

),

draws as (

    select
        task_id,
        risk_class,
        count(*) as drawn_count,
        count(case when class_on > drawn_on then 1 end) as late_count,
        max(class_on) as class_on
    from dated
    group by task_id, risk_class

),

joined as (

    select
        coalesce(task_pools.task_id, draws.task_id) as task_id,
        coalesce(task_pools.risk_class, draws.risk_class) as risk_class,
        task_pools.pool_count,
        coalesce(task_pools.is_estimated, false) as is_estimated,
        coalesce(draws.drawn_count, 0) as drawn_count,
        coalesce(draws.late_count, 0) as late_count,
        draws.class_on
    from task_pools
    full join draws
        on task_pools.task_id = draws.task_id
        and task_pools.risk_class = draws.risk_class

)

select
    joined.task_id,
    joined.risk_class,
    class_scheme.class_score,
    class_scheme.is_low,
    class_scheme.is_high,
    joined.pool_count,
    joined.is_estimated,
    joined.drawn_count,
    joined.late_count,
    joined.class_on
from joined
inner join class_scheme
    on joined.risk_class = class_scheme.risk_class
order by joined.task_id, joined.risk_class
