-- 勾选未运用 | Ticked, not used: the class is said to be used, ratios do not rise.
-- grain:   one row per task drawn in the year, newest first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          low_ratio, high_ratio
-- rule:    M17c: trend of the ratios A-D below $threshold standard errors and
--          not upside down (inversion_z); pools of sample_min and draws of
--          alert_min_rows or more; low = A and B, high = C and D
-- access:  aggregate
with

ratios as (

    select
        task_id,
        sum(drawn_count) filter (where class_score < 2)
            / nullif(sum(pool_count) filter (where class_score < 2), 0)
            as low_ratio,
        sum(drawn_count) filter (where class_score > 1)
            / nullif(sum(pool_count) filter (where class_score > 1), 0)
            as high_ratio
    from task_classes
    group by task_id

)

select
    task_summaries.unit,
    task_summaries.county_code,
    task_summaries.lead_office as office,
    task_summaries.task_no as subject,
    false as is_overdue,
    task_summaries.name,
    task_summaries.drawn_on,
    ratios.low_ratio,
    ratios.high_ratio
from task_effects
inner join task_summaries
    on task_effects.task_id = task_summaries.task_id
inner join ratios
    on task_effects.task_id = ratios.task_id
cross join campaign
inner join ref_parameters as least_pool
    on least_pool.parameter = 'sample_min'
inner join ref_parameters as least_draw
    on least_draw.parameter = 'alert_min_rows'
where task_summaries.is_class_used
    and not task_effects.is_estimated
    and task_summaries.drawn_on between campaign.year_from_on and $as_of
    and task_effects.pool_count >= least_pool.parameter_value
    and task_effects.drawn_count >= least_draw.parameter_value
    and task_effects.trend_z < $threshold
    and not task_effects.is_inverted
    and ($units is null or list_contains($units, task_summaries.unit))
order by task_summaries.drawn_on desc, task_summaries.task_no
