-- 融合实效 | task effects: whether a task drew more where the class is worse.
-- grain:   task_id
-- rule:    M17b, M17c: Cochran-Armitage trend of the ratios, scores 0-3 for
--          A-D, one-sided; rising also needs the classes dated on or before
--          the draw; pools under sample_min or fewer than draw_sample_min
--          drawn: thin
with

limits as (

    select
        max(case when parameter = 'sample_min' then parameter_value end)
            as sample_min,
        max(case when parameter = 'draw_sample_min' then parameter_value end)
            as draw_sample_min,
        max(case when parameter = 'rising_z' then parameter_value end)
            as rising_z,
        max(case when parameter = 'inversion_z' then parameter_value end)
            as inversion_z
    from ref_parameters

),

led as (

    select
        task_id,
        count(*) as row_count,
        count(case when is_class_led then 1 end) as class_led_count
    from task_facts
    group by task_id

),

pooled as (

    select
        *,
        case when pool_count is not null then drawn_count end as pooled_count
    from task_classes

),

sums as (

    select
        task_id,
        bool_or(is_estimated) as is_estimated,
        cast(sum(pool_count) as double) as pool,
        cast(sum(pooled_count) as double) as drawn,
        cast(sum(class_score * pool_count) as double) as pool_score,
        cast(sum(class_score * class_score * pool_count) as double)
            as pool_square,
        cast(sum(class_score * pooled_count) as double) as drawn_score,
        cast(sum(late_count) as bigint) as late_count,
        max(class_on) as class_on
    from pooled
    group by task_id

),

trends as (

    select
        *,
        case
            when pool > 0
                then (drawn_score - drawn * pool_score / pool)
                    / nullif(
                        sqrt(
                            greatest(
                                drawn / pool * (1 - drawn / pool) * (
                                    pool_square - pool_score * pool_score / pool
                                ),
                                0
                            )
                        ),
                        0
                    )
        end as trend_z
    from sums

)

select
    task_summaries.task_id,
    coalesce(led.row_count, 0) as row_count,
    coalesce(led.class_led_count, 0) as class_led_count,
    cast(trends.pool as bigint) as pool_count,
    cast(trends.drawn as bigint) as drawn_count,
    coalesce(trends.is_estimated, false) as is_estimated,
    trends.class_on,
    coalesce(trends.late_count, 0) as late_count,
    trends.trend_z,
    coalesce(
        trends.pool >= limits.sample_min
        and trends.drawn >= limits.draw_sample_min
        and trends.trend_z <= -limits.inversion_z,
        false
    ) as is_inverted,
    case
        when trends.pool is null then 'no_pool'
        when trends.pool < limits.sample_min
            or trends.drawn < limits.draw_sample_min then 'thin'
        when trends.class_on is null then 'undated'
        when trends.late_count > 0 then 'late'
        when trends.trend_z >= limits.rising_z then 'rising'
        when trends.trend_z <= -limits.inversion_z then 'inverted'
        else 'level'
    end as status
from task_summaries
cross join limits
left join led
    on task_summaries.task_id = led.task_id
left join trends
    on task_summaries.task_id = trends.task_id
order by task_summaries.task_id
