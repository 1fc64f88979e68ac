-- 重复安排：处室对 | Overlaps by office pair: who has drawn the same firms as whom.
-- grain:   one row per pair of launching offices and levels, most firms first
-- 粒度:    每对发起处室和层级一行，户数多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: first_office, second_office, first_level, second_level,
--          is_across_systems, task_pair_count, entity_count, same_item_count
-- rule:    drawn in two tasks whose windows lie within the set days and
--          inspected in neither; the order of two offices does not matter;
--          未注明处室 where a task names none
-- 规则:    两个任务的检查时段相距不超过窗口天数、两边均未检查的对象；两处室不分先后；任
--          务未注明处室的列为未注明处室
-- small:   entity_count; same_item_count
-- access:  aggregate
with

ordered as (

    select
        *,
        coalesce(first_office, '未注明处室') as office_a,
        coalesce(second_office, '未注明处室') as office_b,
        office_a <= office_b as is_in_order
    from waiting_pairs(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $days
    )

)

select
    if(is_in_order, office_a, office_b) as first_office,
    if(is_in_order, office_b, office_a) as second_office,
    if(is_in_order, first_level, second_level) as first_level,
    if(is_in_order, second_level, first_level) as second_level,
    is_across_systems,
    count(distinct (first_task_id, second_task_id)) as task_pair_count,
    count(distinct entity_id) as entity_count,
    count(distinct entity_id) filter (where has_same_item) as same_item_count
from ordered
group by
    if(is_in_order, office_a, office_b),
    if(is_in_order, office_b, office_a),
    if(is_in_order, first_level, second_level),
    if(is_in_order, second_level, first_level),
    is_across_systems
order by
    entity_count desc,
    if(is_in_order, office_a, office_b),
    if(is_in_order, office_b, office_a),
    if(is_in_order, first_level, second_level),
    if(is_in_order, second_level, first_level)
