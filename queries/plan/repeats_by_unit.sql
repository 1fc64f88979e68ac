-- 重复检查率 | Repeats: firms inspected twice within the set days, by any office.
-- grain:   one row per reporting unit in its order; 未映射, then 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；其后为未映射，合计在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $days
-- columns: unit, window_days, inspected_entity_count, repeated_entity_count,
--          repeat_rate, same_item_count, other_item_count
-- rule:    M20: entities with two inspections of different tasks at most the
--          set days apart / entities inspected; same item = an item checked
--          both times; one of the two inspections lies in the selection
-- 规则:    M20：两次检查属不同任务、相距不超过窗口天数的对象÷已检查的对象；同一事项＝
--          两次都检查过的事项；两次检查中有一次属于所选范围即计入
-- small:   inspected_entity_count > repeat_rate; repeated_entity_count >
--          repeat_rate; same_item_count; other_item_count
-- parts:   same_item_count + other_item_count
-- access:  aggregate
with

repeated as (

    select
        pairs.entity_id,
        unnest([pairs.first_task_id, pairs.second_task_id]) as task_id,
        pairs.is_same_item_repeat as is_same_item
    from entity_task_pairs as pairs
    cross join rules
    where pairs.repeated_on <= $as_of
        and pairs.inspection_gap_days
            <= coalesce($days, rules.repeat_window_days)

),

entities as (

    select
        visited.unit,
        visited.entity_id,
        bool_or(repeated.entity_id is not null) as is_repeated,
        coalesce(bool_or(repeated.is_same_item), false) as has_same_item
    from chosen_facts(
        $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as visited
    left join repeated
        on visited.entity_id = repeated.entity_id
        and visited.task_id = repeated.task_id
    where visited.is_inspected and visited.inspected_on <= $as_of
    group by grouping sets (
        (visited.unit, visited.entity_id), (visited.entity_id)
    )

),

counted as (

    select
        coalesce(unit, '合计') as part,
        count(*) as inspected_entity_count,
        count(*) filter (where is_repeated) as repeated_entity_count,
        count(*) filter (where has_same_item) as same_item_count
    from entities
    group by coalesce(unit, '合计')

),

parts as (

    select unit as part, unit_order, has_target as is_listed
    from listed_units($units)
    union all
    select '合计' as part, null::integer as unit_order, true as is_listed

)

select
    parts.part as unit,
    coalesce($days, rules.repeat_window_days)::bigint as window_days,
    coalesce(counted.inspected_entity_count, 0) as inspected_entity_count,
    coalesce(counted.repeated_entity_count, 0) as repeated_entity_count,
    rate(counted.repeated_entity_count, counted.inspected_entity_count)
        as repeat_rate,
    coalesce(counted.same_item_count, 0) as same_item_count,
    coalesce(counted.repeated_entity_count - counted.same_item_count, 0)
        as other_item_count
from parts
cross join rules
left join counted
    on parts.part = counted.part
where parts.is_listed or counted.part is not null
order by parts.unit_order nulls last
