-- 抽取库 | pools: entities of a class among which a task was drawn.
-- grain:   task_id, risk_class
-- rule:    M18: exported counts; for 不定向 tasks without them the register of
--          the jurisdiction at the draw date (推算), a class with nobody in it
--          being a pool of 0 either way; 定向 without counts: none
with

exported as (

    select task_id, 'A' as risk_class, pool_a as pool_count
    from task_summaries
    union all
    select task_id, 'B' as risk_class, pool_b as pool_count
    from task_summaries
    union all
    select task_id, 'C' as risk_class, pool_c as pool_count
    from task_summaries
    union all
    select task_id, 'D' as risk_class, pool_d as pool_count
    from task_summaries

),

uncounted as (

    select
        task_id,
        unit,
        county_code,
        drawn_on,
        object_kinds
    from task_summaries
    where draw_kind = '不定向'
        and coalesce(pool_a, pool_b, pool_c, pool_d) is null

),

estimated as (

    select
        uncounted.task_id,
        population_changes.risk_class,
        cast(sum(population_changes.change_count) as bigint) as pool_count
    from uncounted
    inner join population_changes
        on population_changes.changed_on <= uncounted.drawn_on
        and (
            uncounted.unit = '省局本级'
            or population_changes.unit = uncounted.unit
        )
        and (
            uncounted.county_code is null
            or population_changes.county_code = uncounted.county_code
        )
        and (
            array_contains(
                uncounted.object_kinds, population_changes.entity_kind
            )
            or uncounted.object_kinds is null
            and population_changes.entity_kind = '企业'
        )
    where population_changes.risk_class in ('A', 'B', 'C', 'D')
    group by uncounted.task_id, population_changes.risk_class

),

classes as (

    select 'A' as risk_class
    union all
    select 'B' as risk_class
    union all
    select 'C' as risk_class
    union all
    select 'D' as risk_class

),

inferred as (

    select distinct
        estimated.task_id,
        classes.risk_class
    from estimated
    cross join classes

)

select
    task_id,
    risk_class,
    cast(pool_count as bigint) as pool_count,
    false as is_estimated
from exported
where pool_count is not null
union all
select
    inferred.task_id,
    inferred.risk_class,
    coalesce(estimated.pool_count, 0) as pool_count,
    true as is_estimated
from inferred
left join estimated
    on inferred.task_id = estimated.task_id
    and inferred.risk_class = estimated.risk_class
order by task_id, risk_class
