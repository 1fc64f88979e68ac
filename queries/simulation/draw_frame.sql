-- 模拟抽取名录 | Frame of a simulated draw: who could be drawn, with history.
-- grain:   one row per entity 存续 of the register; enterprises by default
-- 粒度:    登记册中存续的每个主体一行；不另选则为企业
-- params:  $as_of, $units, $counties, $kinds, $tag, $industry, $classes
-- columns: entity, uscc, reg_no, region, station, risk_class, unit,
--          inspected_on, inspected_count, draws_ago
-- rule:    the class at the data date; history up to the as-of date: last
--          inspection, inspections of the year, draws of the unit since the
--          entity's last one (0 = the latest); an entity without a code is
--          named, so that the list of the excluded can be read; 模拟结果，不作为检查依据
-- 规则:    分类为数据日的分类；历史计至截止日：上次检查、当年检查次数、
--          该单位在其上次被抽中之后又抽了几次（0为最近一次）；
--          没有代码的对象写名称，便于核对剔除名单；模拟结果，不作为检查依据
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
    coalesce(entities.uscc, entities.reg_no, entities.name) as entity,
    entities.uscc,
    entities.reg_no,
    entities.county_code as region,
    entities.station,
    entities.risk_class,
    entities.unit,
    history.inspected_on,
    coalesce(history.inspected_count, 0) as inspected_count,
    history.draws_ago
from entity_register as entities
left join history
    on entities.entity_id = history.entity_id
where entities.in_register
    and entities.reg_status = '存续'
    and is_among(entities.entity_kind, coalesce($kinds, ['企业']))
    and is_among(entities.unit, $units)
    and is_among(entities.county_code, $counties)
    and is_among(entities.risk_class, $classes)
    and ($tag is null or list_contains(entities.tags, $tag))
    and ($industry is null or starts_with(entities.industry_code, $industry))
order by entities.entity_id
