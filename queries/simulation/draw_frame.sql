-- 模拟抽取名录 | Frame of a simulated draw: who could be drawn, with history.
-- grain:   one row per entity 存续 of the register; enterprises by default
-- params:  $as_of, $units, $counties, $kinds, $tag, $industry, $classes
-- columns: entity, uscc, reg_no, region, station, risk_class, unit,
--          inspected_on, inspected_count, draws_ago
-- rule:    draw.md 1: the class at the data date; history up to the as-of
--          date: last inspection, inspections of the year, draws of the unit
--          since the entity's last one (0 = the latest); an entity without a
--          code is named, so that the list of the excluded can be read;
--          模拟结果，不作为检查依据
-- access:  class
with

unit_draws as (

    select
        unit,
        task_id,
        row_number() over (
            partition by unit order by max(drawn_on) desc, task_id desc
        ) - 1 as draws_ago
    from task_facts
    where drawn_on <= $as_of
    group by unit, task_id

),

history as (

    select
        task_facts.entity_id,
        max(task_facts.inspected_on) filter (
            where task_facts.inspected_on <= $as_of
        ) as inspected_on,
        count(*) filter (
            where task_facts.is_inspected and task_facts.inspected_on <= $as_of
        ) as inspected_count,
        min(unit_draws.draws_ago) as draws_ago
    from task_facts
    inner join unit_draws
        on task_facts.unit = unit_draws.unit
        and task_facts.task_id = unit_draws.task_id
    group by task_facts.entity_id

)

select
    coalesce(
        entity_register.uscc, entity_register.reg_no, entity_register.name
    ) as entity,
    entity_register.uscc,
    entity_register.reg_no,
    entity_register.county_code as region,
    entity_register.station,
    entity_register.risk_class,
    entity_register.unit,
    history.inspected_on,
    coalesce(history.inspected_count, 0) as inspected_count,
    history.draws_ago
from entity_register
left join history
    on entity_register.entity_id = history.entity_id
where entity_register.in_register
    and entity_register.reg_status = '存续'
    and (
        list_contains($kinds, entity_register.entity_kind)
        or ($kinds is null and entity_register.entity_kind = '企业')
    )
    and ($units is null or list_contains($units, entity_register.unit))
    and (
        $counties is null
        or list_contains($counties, entity_register.county_code)
    )
    and ($tag is null or list_contains(entity_register.tags, $tag))
    and (
        $industry is null
        or starts_with(entity_register.industry_code, $industry)
    )
    and (
        $classes is null
        or list_contains($classes, entity_register.risk_class)
    )
order by entity_register.entity_id
