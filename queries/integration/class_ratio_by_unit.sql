-- 各类抽查比例 | Ratio by class: what was drawn of each class, by executing unit.
-- grain:   unit, risk_class; units with a task that has a pool, 省局本级 among
--          them
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: unit, risk_class, task_count, drawn_count, pool_count,
--          applied_ratio, entity_count, frequency, is_estimated, is_inverted
-- rule:    M18: rows of the class drawn / entities of the class in the tasks'
--          pools (exported; 推算 for 不定向 without them; 定向 without: left out);
--          frequency = draws / distinct drawn; inverted = below a lower class
-- access:  aggregate
with

chosen as (

    select
        task_summaries.task_id,
        task_summaries.unit
    from task_summaries
    cross join campaign
    where drawn_on between campaign.year_from_on and $as_of
        and has_enterprises
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and (
            $one_plus_x is null
            or coalesce(one_plus_x, false) = $one_plus_x
        )

),

pools as (

    select
        chosen.unit,
        task_pools.risk_class,
        count(*) as task_count,
        sum(task_pools.pool_count)::bigint as pool_count,
        bool_or(task_pools.is_estimated) as is_estimated
    from chosen
    inner join task_pools
        on chosen.task_id = task_pools.task_id
    group by chosen.unit, task_pools.risk_class

),

draws as (

    select
        chosen.unit,
        task_facts.risk_class,
        count(*) as drawn_count,
        count(distinct task_facts.entity_id) as entity_count
    from chosen
    inner join task_pools
        on chosen.task_id = task_pools.task_id
    inner join task_facts
        on chosen.task_id = task_facts.task_id
        and task_pools.risk_class = task_facts.risk_class
    where task_facts.drawn_on <= $as_of
    group by chosen.unit, task_facts.risk_class

),

ratios as (

    select
        pools.unit,
        pools.risk_class,
        pools.task_count,
        coalesce(draws.drawn_count, 0) as drawn_count,
        pools.pool_count,
        coalesce(draws.drawn_count, 0) / nullif(pools.pool_count, 0)
            as applied_ratio,
        coalesce(draws.entity_count, 0) as entity_count,
        draws.drawn_count / nullif(draws.entity_count, 0) as frequency,
        pools.is_estimated
    from pools
    left join draws
        on pools.unit = draws.unit
        and pools.risk_class = draws.risk_class

)

select
    ratios.unit,
    ratios.risk_class,
    ratios.task_count,
    ratios.drawn_count,
    ratios.pool_count,
    ratios.applied_ratio,
    ratios.entity_count,
    ratios.frequency,
    ratios.is_estimated,
    coalesce(
        ratios.applied_ratio < max(ratios.applied_ratio) over (
            partition by ratios.unit
            order by ratios.risk_class
            rows between unbounded preceding and 1 preceding
        ),
        false
    ) as is_inverted
from ratios
left join ref_units
    on ratios.unit = ref_units.unit
order by ref_units.unit_order nulls last, ratios.unit, ratios.risk_class
