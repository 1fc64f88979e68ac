-- 融合实效清单 | Effect by task: did the tasks that used classes draw more of D?
-- grain:   one row per task drawn in the year that counts as integrated, those
--          with falling ratios first
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x, $is_inverted, $sees_class
-- columns: unit, name, status, trend_z, a_ratio, b_ratio, c_ratio, d_ratio,
--          drawn_count, pool_count, is_estimated, drawn_on, class_on,
--          is_inverted, lead_office, task_no
-- rule:    M17c: Cochran-Armitage trend over A-D, one-sided 5 % for rising,
--          1 % for inverted; class date <= draw date; pools under 30: thin;
--          class_on = date of the latest class used; ratios that rest on
--          counts under 5 only for the entitled
-- access:  aggregate
with

limits as (

    select max(parameter_value) as small_cell
    from ref_parameters
    where parameter = 'small_cell'

),

ratios as (

    select
        task_classes.task_id,
        task_classes.risk_class,
        case
            when $sees_class
                or least(task_classes.pool_count, task_classes.drawn_count)
                    >= limits.small_cell
                then task_classes.drawn_count
                    / nullif(task_classes.pool_count, 0)
        end as applied_ratio
    from task_classes
    cross join limits

),

classes as (

    select
        task_id,
        max(applied_ratio) filter (where risk_class = 'A') as a_ratio,
        max(applied_ratio) filter (where risk_class = 'B') as b_ratio,
        max(applied_ratio) filter (where risk_class = 'C') as c_ratio,
        max(applied_ratio) filter (where risk_class = 'D') as d_ratio
    from ratios
    group by task_id

)

select
    task_summaries.unit,
    task_summaries.name,
    task_effects.status,
    task_effects.trend_z,
    classes.a_ratio,
    classes.b_ratio,
    classes.c_ratio,
    classes.d_ratio,
    task_effects.drawn_count,
    task_effects.pool_count,
    task_effects.is_estimated,
    task_summaries.drawn_on,
    task_effects.class_on,
    task_effects.is_inverted,
    task_summaries.lead_office,
    task_summaries.task_no
from task_summaries
cross join campaign
inner join task_effects
    on task_summaries.task_id = task_effects.task_id
left join classes
    on task_summaries.task_id = classes.task_id
where task_summaries.drawn_on between campaign.year_from_on and $as_of
    and task_summaries.has_enterprises
    and task_summaries.is_class_used
    and not task_summaries.is_exempt
    and ($is_inverted is null or task_effects.is_inverted = $is_inverted)
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
    and ($offices is null or list_contains($offices, lead_office))
    and ($sources is null or list_contains($sources, source_system))
    and ($plans is null or list_contains($plans, plan_no))
    and ($joints is null or list_contains($joints, joint))
    and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
    and ($one_plus_x is null or coalesce(one_plus_x, false) = $one_plus_x)
order by
    task_effects.is_inverted desc,
    task_effects.status = 'rising',
    task_effects.trend_z nulls last,
    task_summaries.task_no
