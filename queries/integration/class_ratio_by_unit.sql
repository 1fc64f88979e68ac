-- 各类抽查比例 | Ratio by class: what was drawn of each class, by executing unit.
-- grain:   unit, risk_class; units with a task that has a pool, 省局本级 among
--          them
-- 粒度:    每个单位、每类一行；有抽取库的任务所属单位，含省局本级
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x, $sees_class
-- columns: unit, risk_class, is_key_city, task_count, drawn_count,
--          inferred_count, pool_count, applied_ratio, entity_count, frequency,
--          is_estimated, is_thin, is_inverted, compared_class, inversion_z,
--          is_significant
-- rule:    M18: rows of the class drawn / entities of the class in the tasks'
--          pools (exported; 推算 for 不定向 without them; 定向 without: left out);
--          frequency = draws / distinct drawn; inverted = below a lower class,
--          tested inside the same tasks (Mantel-Haenszel, one-sided,
--          inversion_z); a class blank in the export is that in force on the
--          day of the draw (inferred_count); pools under sample_min: 样本不足;
--          counts under small_cell only for the entitled
-- 规则:    M18：该类抽取行数／任务池中该类户数（导出的池；不定向无池的推算，
--          定向无池的不计）；频次＝抽取行数／抽取户数；倒挂＝低于更低风险的类，
--          在同一任务内检验（Mantel-Haenszel，单侧，界值见参数）；
--          导出未填的分类按抽取日现行分类推算（另计推算户次）；
--          池少于样本下限的样本不足；低于隐去下限的户数只给有权者
-- access:  aggregate
with

chosen as (

    select
        task_id,
        unit
    from class_tasks(
        $as_of, $units, $counties, $offices, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x
    )

),

drawn as (

    select
        task_facts.task_id,
        task_facts.risk_class,
        task_facts.is_class_inferred,
        task_facts.entity_id
    from chosen
    inner join task_facts
        on chosen.task_id = task_facts.task_id
    where task_facts.drawn_on <= $as_of
        and task_facts.risk_class in (select risk_class from class_scheme)

),

drawn_by_task as (

    select
        task_id,
        risk_class,
        count(*) as drawn_count,
        count(*) filter (where is_class_inferred) as inferred_count
    from drawn
    group by task_id, risk_class

),

cells as (

    select
        chosen.unit,
        chosen.task_id,
        task_pools.risk_class,
        task_pools.pool_count,
        task_pools.is_estimated,
        coalesce(drawn_by_task.drawn_count, 0) as drawn_count,
        coalesce(drawn_by_task.inferred_count, 0) as inferred_count
    from chosen
    inner join task_pools
        on chosen.task_id = task_pools.task_id
    left join drawn_by_task
        on task_pools.task_id = drawn_by_task.task_id
        and task_pools.risk_class = drawn_by_task.risk_class

),

drawn_by_unit as (

    select
        cells.unit,
        cells.risk_class,
        count(distinct drawn.entity_id) as entity_count
    from drawn
    inner join cells
        on drawn.task_id = cells.task_id
        and drawn.risk_class = cells.risk_class
    group by cells.unit, cells.risk_class

),

ratios as (

    select
        unit,
        risk_class,
        count(*) as task_count,
        sum(drawn_count)::bigint as drawn_count,
        sum(inferred_count)::bigint as inferred_count,
        sum(pool_count)::bigint as pool_count,
        rate(sum(drawn_count), sum(pool_count)) as applied_ratio,
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
        sum(drawn_count - rate(both_drawn * high_pool, both_pool)) as surplus,
        sqrt(
            sum(
                rate(
                    both_drawn * greatest(both_pool - both_drawn, 0)
                    * high_pool * low_pool,
                    both_pool * both_pool * (both_pool - 1)
                )
            )
        ) as standard_error,
        rate(surplus, standard_error) as inversion_z
    from pairs
    group by unit, risk_class

),

shown as (

    select
        ratios.*,
        coalesce(drawn_by_unit.entity_count, 0) as entity_count,
        compared.compared_class,
        tests.inversion_z,
        may_tell($sees_class, least(drawn_count, pool_count)) as is_open,
        may_tell($sees_class, ratios.inferred_count) as tells_inferred,
        ratios.pool_count < rules.sample_min as is_thin,
        coalesce(
            not is_thin and tests.inversion_z <= -rules.inversion_z, false
        ) as is_significant
    from ratios
    cross join rules
    left join drawn_by_unit
        on ratios.unit = drawn_by_unit.unit
        and ratios.risk_class = drawn_by_unit.risk_class
    left join compared
        on ratios.unit = compared.unit
        and ratios.risk_class = compared.risk_class
    left join tests
        on ratios.unit = tests.unit
        and ratios.risk_class = tests.risk_class

)

select
    shown.unit,
    shown.risk_class,
    coalesce(reporting_units.is_key_city, false) as is_key_city,
    shown.task_count,
    if(is_open, shown.drawn_count, null) as drawn_count,
    if(is_open and tells_inferred, shown.inferred_count, null)
        as inferred_count,
    if(is_open, shown.pool_count, null) as pool_count,
    if(is_open, shown.applied_ratio, null) as applied_ratio,
    if(is_open, shown.entity_count, null) as entity_count,
    if(is_open, rate(shown.drawn_count, shown.entity_count), null) as frequency,
    shown.is_estimated,
    shown.is_thin,
    shown.compared_class is not null as is_inverted,
    shown.compared_class,
    if(is_open, shown.inversion_z, null) as inversion_z,
    shown.is_significant
from shown
left join reporting_units
    on shown.unit = reporting_units.unit
order by reporting_units.unit_order nulls last, shown.unit, shown.risk_class
