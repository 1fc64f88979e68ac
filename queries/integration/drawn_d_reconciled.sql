-- D类抽中对账 | D drawn, reconciled: firms of today beside rows drawn from pools.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units, $counties, $sees_class
-- columns: d_count, drawn_count, undrawn_count, drawn_rate, task_count,
--          pool_count, pool_row_count, applied_ratio, pool_entity_count,
--          still_d_count, no_longer_d_count, otherwise_drawn_count
-- rule:    firms as in undrawn_d_by_unit; pools and rows of class D as in
--          class_ratio_by_unit, of all tasks with a pool: distinct firms of
--          these rows are still in class D and existing on the as-of date, or
--          no longer; firms drawn otherwise are in class D now and were drawn
--          in another class or by a task without a pool; all figures or none
--          where one is under small_cell, for those not entitled
-- 规则:    户同D类未抽中；库和户次同各类抽查比例的D类，取所有有库的任务：这些户次
--          按户计，截止日仍为在册存续D类的和已不是的；另行抽中＝现为D类，而抽取时
--          属其他类别或任务没有库；有一项低于隐去下限时全部只给有权者
-- access:  aggregate
with

pools as (

    select
        tasks.task_id,
        task_pools.pool_count
    from class_tasks(
        $as_of, $units, $counties, null, null, null, null, null, null
    ) as tasks
    inner join task_pools
        on tasks.task_id = task_pools.task_id
    where task_pools.risk_class = worst_class()

),

pooled as (

    select
        task_facts.entity_id,
        count(*) as row_count
    from task_facts
    inner join pools
        on task_facts.task_id = pools.task_id
    where task_facts.drawn_on <= $as_of
        and task_facts.risk_class = worst_class()
    group by task_facts.entity_id

),

pool_sums as (

    select
        count(*) as tasks,
        coalesce(sum(pool_count), 0)::bigint as pool
    from pools

),

row_sums as (

    select
        count(*) as entities,
        coalesce(sum(row_count), 0)::bigint as visits
    from pooled

),

firms as (

    select
        count(*) as d,
        count(*) filter (where is_drawn) as drawn,
        count(*) filter (
            where is_drawn and entity_id in (select entity_id from pooled)
        ) as still_d
    from d_firms_on($as_of, $units, $counties)

),

sums as (

    select
        *,
        d - drawn as undrawn,
        entities - still_d as no_longer_d,
        drawn - still_d as otherwise,
        may_tell(
            $sees_class,
            least(
                d, drawn, undrawn, pool, visits, still_d, no_longer_d, otherwise
            )
        ) as is_shown
    from firms
    cross join pool_sums
    cross join row_sums

)

select
    if(is_shown, d, null) as d_count,
    if(is_shown, drawn, null) as drawn_count,
    if(is_shown, undrawn, null) as undrawn_count,
    if(is_shown, rate(drawn, d), null) as drawn_rate,
    tasks as task_count,
    if(is_shown, pool, null) as pool_count,
    if(is_shown, visits, null) as pool_row_count,
    if(is_shown, rate(visits, pool), null) as applied_ratio,
    if(is_shown, entities, null) as pool_entity_count,
    if(is_shown, still_d, null) as still_d_count,
    if(is_shown, no_longer_d, null) as no_longer_d_count,
    if(is_shown, otherwise, null) as otherwise_drawn_count
from sums
