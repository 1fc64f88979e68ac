-- 各类抽查比例 | Ratio by class: what was drawn of each class, by executing unit.
-- grain:   unit, risk_class; units with a task that has a pool, 省局本级 among
--          them
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x, $sees_class
-- columns: unit, risk_class, is_key_city, task_count, drawn_count, pool_count,
--          applied_ratio, entity_count, frequency, is_estimated, is_thin,
--          is_inverted, compared_class, inversion_z, is_significant
-- rule:    M18: rows of the class drawn / entities of the class in the tasks'
--          pools (exported; 推算 for 不定向 without them; 定向 without: left out);
--          frequency = draws / distinct drawn; inverted = below a lower class,
--          tested inside the same tasks (Mantel-Haenszel, one-sided 1 %);
--          pools under 30: 样本不足; counts under 5 only for the entitled
-- access:  aggregate
with

limits as (

    select
        max(parameter_value) filter (where parameter = 'sample_min')
            as sample_min,
        max(parameter_value) filter (where parameter = 'inversion_z')
            as inversion_z,
        max(parameter_value) filter (where parameter = 'small_cell')
            as small_cell
    from ref_parameters

),

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

drawn as (

    select
        chosen.unit,
        chosen.task_id,
        task_facts.risk_class,
        task_facts.entity_id
    from chosen
    inner join task_facts
        on chosen.task_id = task_facts.task_id
    where task_facts.drawn_on <= $as_of
        and task_facts.risk_class in ('A', 'B', 'C', 'D')

),

drawn_by_task as (

    select
        task_id,
        risk_class,
        count(*) as drawn_count
    from drawn
    group by task_id, risk_class

),

drawn_by_unit as (

    select
        drawn.unit,
        drawn.risk_class,
        count(distinct drawn.entity_id) as entity_count
    from drawn
    inner join task_pools
        on drawn.task_id = task_pools.task_id
        and drawn.risk_class = task_pools.risk_class
    group by drawn.unit, drawn.risk_class

),

cells as (

    select
        chosen.unit,
        chosen.task_id,
        task_pools.risk_class,
        task_pools.pool_count,
        task_pools.is_estimated,
        coalesce(drawn_by_task.drawn_count, 0) as drawn_count
    from chosen
    inner join task_pools
        on chosen.task_id = task_pools.task_id
    left join drawn_by_task
        on task_pools.task_id = drawn_by_task.task_id
        and task_pools.risk_class = drawn_by_task.risk_class

),

ratios as (

    select
        unit,
        risk_class,
        count(*) as task_count,
        sum(drawn_count)::bigint as drawn_count,
        sum(pool_count)::bigint as pool_count,
        sum(drawn_count) / nullif(sum(pool_count), 0) as applied_ratio,
        bool_or(is_estimated) as is_estimated
    from cells
    group by unit, risk_class

),

compared as (

    select
        higher.unit,
        higher.risk_class,
        arg_max(lower.risk_class, lower.applied_ratio) as compared_class
    from ratios as higher
    inner join ratios as lower
        on higher.unit = lower.unit
        and lower.risk_class < higher.risk_class
        and lower.applied_ratio > higher.applied_ratio
    group by higher.unit, higher.risk_class

),

pairs as (

    select
        compared.unit,
        compared.risk_class,
        higher.drawn_count,
        higher.pool_count as high_pool,
        lower.pool_count as low_pool,
        (higher.drawn_count + lower.drawn_count)::double as both_drawn,
        (higher.pool_count + lower.pool_count)::double as both_pool
    from compared
    inner join cells as higher
        on compared.unit = higher.unit
        and compared.risk_class = higher.risk_class
    inner join cells as lower
        on higher.task_id = lower.task_id
        and compared.compared_class = lower.risk_class

),

tests as (

    select
        unit,
        risk_class,
        sum(drawn_count - both_drawn * high_pool / nullif(both_pool, 0))
        / nullif(
            sqrt(
                sum(
                    both_drawn * greatest(both_pool - both_drawn, 0)
                    * high_pool * low_pool
                    / nullif(both_pool * both_pool * (both_pool - 1), 0)
                )
            ),
            0
        ) as inversion_z
    from pairs
    group by unit, risk_class

),

shown as (

    select
        ratios.*,
        coalesce(drawn_by_unit.entity_count, 0) as entity_count,
        $sees_class
        or least(ratios.drawn_count, ratios.pool_count) >= limits.small_cell
            as is_open,
        ratios.pool_count < limits.sample_min as is_thin,
        limits.inversion_z as least_z
    from ratios
    cross join limits
    left join drawn_by_unit
        on ratios.unit = drawn_by_unit.unit
        and ratios.risk_class = drawn_by_unit.risk_class

)

select
    shown.unit,
    shown.risk_class,
    coalesce(ref_units.is_key_city, false) as is_key_city,
    shown.task_count,
    case when is_open then shown.drawn_count end as drawn_count,
    case when is_open then shown.pool_count end as pool_count,
    case when is_open then shown.applied_ratio end as applied_ratio,
    case when is_open then shown.entity_count end as entity_count,
    case when is_open then shown.drawn_count / nullif(shown.entity_count, 0) end
        as frequency,
    shown.is_estimated,
    shown.is_thin,
    compared.compared_class is not null as is_inverted,
    compared.compared_class,
    case when is_open then tests.inversion_z end as inversion_z,
    coalesce(not is_thin and tests.inversion_z <= -shown.least_z, false)
        as is_significant
from shown
left join ref_units
    on shown.unit = ref_units.unit
left join compared
    on shown.unit = compared.unit
    and shown.risk_class = compared.risk_class
left join tests
    on shown.unit = tests.unit
    and shown.risk_class = tests.risk_class
order by ref_units.unit_order nulls last, shown.unit, shown.risk_class
