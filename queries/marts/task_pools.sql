-- 抽取库 | pools: entities of a class among which a task was drawn.
-- grain:   task_id, risk_class
-- rule:    M18: exported counts, of which there are four columns; for 不定向
--          tasks without them, or with more classes, the register of
--          the jurisdiction at the draw date (推算), a class with nobody in it
--          being a pool of 0 either way; 定向 without counts: none
with

exported as (

    select
        task_summaries.task_id,
        class_scheme.risk_class,
        case class_scheme.class_order
            when 1 then task_summaries.pool_a
            when 2 then task_summaries.pool_b
            when 3 then task_summaries.pool_c
            else task_summaries.pool_d
        end as pool_count
    from task_summaries
    cross join class_scheme
    where class_scheme.class_count <= 4

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
        and task_id not in (
            select task_id
            from exported
            where pool_count is not null
        )

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
    where population_changes.risk_class in (
            select risk_class
            from class_scheme
        )
    group by uncounted.task_id, population_changes.risk_class

),

inferred as (

    select distinct
        estimated.task_id,
        class_scheme.risk_class
    from estimated
    cross join class_scheme

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
