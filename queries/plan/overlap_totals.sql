-- 重复安排概况 | Overlaps before the visit: firms waiting in two tasks at once.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: window_days, entity_count, saved_visit_count, across_offices_count,
--          across_systems_count, same_item_count
-- rule:    drawn in two tasks whose windows lie within the set days and
--          inspected in neither; saved = tasks of an entity minus one; the days
--          are a parameter of the snapshot unless another is asked; a pair
--          belongs to a selection when one of its rows does
-- 规则:    两个任务的检查时段相距不超过窗口天数、两边均未检查的对象；可省次数＝同一对
--          象的任务数减一；窗口天数取快照参数，另指定的除外；一对任务中有一户次属于所选
--          范围即计入
-- small:   entity_count; saved_visit_count; across_offices_count;
--          across_systems_count; same_item_count
-- access:  aggregate
with

waiting as (

    select
        *,
        first_office is distinct from second_office as is_across_offices
    from waiting_pairs(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $days
    )

),

sides as (

    select
        *,
        unnest([first_task_id, second_task_id]) as task_id
    from waiting

),

entities as (

    select
        entity_id,
        count(distinct task_id) as task_count,
        bool_or(is_across_offices) as is_across_offices,
        bool_or(is_across_systems) as is_across_systems,
        bool_or(has_same_item) as has_same_item
    from sides
    group by entity_id

)

select
    max(coalesce($days, rules.repeat_window_days))::bigint as window_days,
    count(entities.entity_id) as entity_count,
    coalesce(sum(entities.task_count - 1), 0)::bigint as saved_visit_count,
    count(*) filter (where entities.is_across_offices) as across_offices_count,
    count(*) filter (where entities.is_across_systems) as across_systems_count,
    count(*) filter (where entities.has_same_item) as same_item_count
from rules
left join entities
    on true
