-- 案例任务分类 | Classes of a case's task: drawn from the pool, and found.
-- grain:   one row per class A-D, then 未分类 where not empty
-- 粒度:    A至D每类一行；有未分类的，列在其后
-- params:  $as_of, $units, $task_no
-- columns: risk_class, pool_count, drawn_count, applied_ratio,
--          applicable_count, problem_count, finding_rate
-- rule:    M13, M18 of one task, class at the draw; counts this small are for
--          readers entitled to classes
-- 规则:    只算该任务的 M13、M18，按抽取时的分类；数字很小，只供可见分类者
-- access:  class
with

counted as (

    select
        coalesce(rows.risk_class, '未分类') as risk_class,
        count(*) as drawn_count,
        count(*) filter (where rows.is_checked and rows.is_applicable)
            as applicable_count,
        count(*) filter (
            where rows.is_checked and rows.is_applicable and rows.is_problem
        ) as problem_count
    from rows_of_task($as_of, $units, $task_no) as rows
    where rows.task_drawn_on <= $as_of
    group by coalesce(rows.risk_class, '未分类')

),

pools as (

    select
        task_pools.risk_class,
        task_pools.pool_count
    from task_pools
    inner join task_summaries
        on task_pools.task_id = task_summaries.task_id
    where task_summaries.task_no = $task_no
        and task_summaries.drawn_on <= $as_of

)

select
    coalesce(counted.risk_class, pools.risk_class) as risk_class,
    pools.pool_count,
    coalesce(counted.drawn_count, 0) as drawn_count,
    rate(coalesce(counted.drawn_count, 0), pools.pool_count) as applied_ratio,
    coalesce(counted.applicable_count, 0) as applicable_count,
    coalesce(counted.problem_count, 0) as problem_count,
    rate(counted.problem_count, counted.applicable_count) as finding_rate
from counted
full join pools
    on counted.risk_class = pools.risk_class
order by
    coalesce(counted.risk_class, pools.risk_class)
    not in (select risk_class from class_scheme),
    risk_class
