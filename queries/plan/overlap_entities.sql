-- 重复安排名单 | Overlap list: the firms that two tasks wait for.
-- grain:   one row per entity and pair of tasks, by tasks and code
-- 粒度:    每个主体、每对任务一行，按任务和代码
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: uscc, reg_no, name, unit, first_task_no, second_task_no,
--          first_office, second_office, has_same_item, joint_to_on
-- rule:    drawn in two tasks whose windows lie within the set days and
--          inspected in neither; both windows are open up to the last joint day
-- 规则:    两个任务的检查时段相距不超过窗口天数、两边均未检查的对象；共同时段止于较早
--          的检查止
-- access:  named
select
    drawn_entities.uscc,
    drawn_entities.reg_no,
    drawn_entities.name,
    waiting.first_unit as unit,
    first_tasks.task_no as first_task_no,
    second_tasks.task_no as second_task_no,
    waiting.first_office,
    waiting.second_office,
    waiting.has_same_item,
    waiting.joint_to_on
from waiting_pairs(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $days
) as waiting
inner join task_summaries as first_tasks
    on waiting.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on waiting.second_task_id = second_tasks.task_id
inner join drawn_entities
    on waiting.entity_id = drawn_entities.entity_id
order by
    first_task_no, second_task_no, drawn_entities.uscc, drawn_entities.reg_no
