-- 分类比例趋势 | trend of ratios: whether a task's ratios rise with class.
-- grain:   task_id; tasks whose export gives the pool of each class
-- rule:    M17c, M18: Cochran-Armitage test with scores 0-3 for A-D; drawn =
--          the rows of the draw, moved away or not, without those handed in
with

received as (

    select distinct
        to_task_id as task_id,
        entity_id
    from moved_rows
    where to_task_id is not null

),

drawn as (

    select
        task_summaries.task_id,
        task_rows.class_at_draw as risk_class,
        count(*) as drawn_count
    from task_rows
    inner join task_summaries
        on task_rows.task_no = task_summaries.task_no
    left join received
        on task_summaries.task_id = received.task_id
        and task_rows.entity_id = received.entity_id
    where received.entity_id is null
    group by task_summaries.task_id, task_rows.class_at_draw

),

classes as (

    select
        task_pools.task_id,
        task_pools.risk_class,
        case task_pools.risk_class
            when 'A' then 0
            when 'B' then 1
            when 'C' then 2
            else 3
        end as class_score,
        task_pools.pool_count,
        coalesce(drawn.drawn_count, 0) as drawn_count
    from task_pools
    left join drawn
        on task_pools.task_id = drawn.task_id
        and task_pools.risk_class = drawn.risk_class
    where not task_pools.is_estimated

),

sums as (

    select
        task_id,
        cast(sum(pool_count) as double) as pool_total,
        cast(sum(drawn_count) as double) as drawn_total,
        cast(sum(class_score * pool_count) as double) as pool_score,
        cast(sum(class_score * class_score * pool_count) as double)
            as pool_square,
        cast(sum(class_score * drawn_count) as double) as drawn_score,
        cast(sum(case when class_score < 2 then pool_count end) as bigint)
            as low_pool_count,
        cast(sum(case when class_score < 2 then drawn_count end) as bigint)
            as low_drawn_count,
        cast(sum(case when class_score > 1 then pool_count end) as bigint)
            as high_pool_count,
        cast(sum(case when class_score > 1 then drawn_count end) as bigint)
            as high_drawn_count
    from classes
    group by task_id

)

select
    task_id,
    cast(pool_total as bigint) as pool_count,
    cast(drawn_total as bigint) as drawn_count,
    low_pool_count,
    low_drawn_count,
    high_pool_count,
    high_drawn_count,
    (drawn_score - drawn_total * pool_score / nullif(pool_total, 0))
    / nullif(
        sqrt(
            greatest(
                drawn_total
                * (pool_total - drawn_total)
                * (
                    pool_square
                    - pool_score * pool_score / nullif(pool_total, 0)
                )
                / nullif(pool_total * pool_total, 0),
                0
            )
        ),
        0
    ) as trend_z
from sums
order by task_id
