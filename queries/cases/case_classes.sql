-- 案例任务分类 | Classes of a case's task: drawn from the pool, and found.
-- grain:   one row per class A-D, then 未分类 where not empty
-- params:  $as_of, $units, $task_no
-- columns: risk_class, pool_count, drawn_count, applied_ratio,
--          applicable_count, problem_count, finding_rate
-- rule:    M13, M18 of one task, class at the draw; counts this small are for
--          readers entitled to classes
-- access:  class
with

named as (

    select task_id
    from task_summaries
    where task_no = $task_no and drawn_on <= $as_of

),

counted as (

    select
        coalesce(task_facts.risk_class, '未分类') as risk_class,
        count(*) as drawn_count,
        count(*) filter (where is_done and task_facts.is_applicable)
            as applicable_count,
        count(*) filter (
            where is_done and task_facts.is_applicable and task_facts.is_problem
        ) as problem_count
    from (
        select
            *,
            is_inspected and inspected_on <= $as_of as is_done
        from task_facts
        where $units is null or list_contains($units, unit)
    ) as task_facts
    inner join named
        on task_facts.task_id = named.task_id
    group by coalesce(task_facts.risk_class, '未分类')

),

pools as (

    select
        task_pools.risk_class,
        task_pools.pool_count
    from task_pools
    inner join named
        on task_pools.task_id = named.task_id

)

select
    coalesce(counted.risk_class, pools.risk_class) as risk_class,
    pools.pool_count,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.drawn_count, 0) / nullif(pools.pool_count, 0)
        as applied_ratio,
    coalesce(counted.applicable_count, 0) as applicable_count,
    coalesce(counted.problem_count, 0) as problem_count,
    counted.problem_count / nullif(counted.applicable_count, 0) as finding_rate
from counted
full join pools
    on counted.risk_class = pools.risk_class
order by
    coalesce(counted.risk_class, pools.risk_class) not in ('A', 'B', 'C', 'D'),
    risk_class
