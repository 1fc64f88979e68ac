-- 重复检查率 | Repeats: firms inspected twice within N days, by any office.
-- grain:   one row per reporting unit in its order; 未映射, then 合计 last
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $days
-- columns: unit, window_days, inspected_entity_count, repeated_entity_count,
--          repeat_rate, same_item_count, other_item_count
-- rule:    M20: entities with two inspections of different tasks at most N days
--          apart / entities inspected; same item = an item checked both times;
--          one of the two inspections lies in the selection
-- small:   inspected_entity_count > repeat_rate; repeated_entity_count >
--          repeat_rate; same_item_count; other_item_count
-- parts:   same_item_count + other_item_count
-- access:  aggregate
with

visited as (

    select
        unit,
        task_id,
        entity_id
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

close_pairs as (

    select
        entity_task_pairs.entity_id,
        entity_task_pairs.first_task_id,
        entity_task_pairs.second_task_id,
        entity_task_pairs.is_same_item_repeat
    from entity_task_pairs
    inner join ref_parameters
        on ref_parameters.parameter = 'repeat_window_days'
    where entity_task_pairs.repeated_on <= $as_of
        and entity_task_pairs.inspection_gap_days
            <= coalesce($days, ref_parameters.parameter_value)

),

sides as (

    select entity_id, first_task_id as task_id, is_same_item_repeat
    from close_pairs
    union all
    select entity_id, second_task_id as task_id, is_same_item_repeat
    from close_pairs

),

repeated as (

    select
        entity_id,
        task_id,
        bool_or(is_same_item_repeat) as is_same_item
    from sides
    group by entity_id, task_id

),

counted as (

    select
        coalesce(visited.unit, '合计') as unit,
        count(distinct visited.entity_id) as inspected_entity_count,
        count(distinct repeated.entity_id) as repeated_entity_count,
        count(distinct repeated.entity_id)
            filter (where repeated.is_same_item) as same_item_count
    from visited
    left join repeated
        on visited.entity_id = repeated.entity_id
        and visited.task_id = repeated.task_id
    group by grouping sets ((visited.unit), ())

),

parts as (

    select
        unit,
        unit_order
    from ref_units
    where has_target and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        case unit when '合计' then 99 else 98 end as unit_order
    from counted
    where unit in ('未映射', '合计')

)

select
    parts.unit,
    coalesce($days, ref_parameters.parameter_value)::bigint as window_days,
    coalesce(counted.inspected_entity_count, 0) as inspected_entity_count,
    coalesce(counted.repeated_entity_count, 0) as repeated_entity_count,
    coalesce(counted.repeated_entity_count, 0)
        / nullif(coalesce(counted.inspected_entity_count, 0), 0)
        as repeat_rate,
    coalesce(counted.same_item_count, 0) as same_item_count,
    coalesce(counted.repeated_entity_count - counted.same_item_count, 0)
        as other_item_count
from parts
inner join ref_parameters
    on ref_parameters.parameter = 'repeat_window_days'
left join counted
    on parts.unit = counted.unit
order by parts.unit_order
