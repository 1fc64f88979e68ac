-- 合并检查建议 | Proposals to merge: two tasks, the firms both have, one visit.
-- grain:   one row per pair of tasks, most saved visits first
-- 粒度:    每对任务一行，可少跑户次多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: unit, first_task_no, second_task_no, first_name, second_name,
--          first_office, second_office, first_level, second_level,
--          is_across_systems, saved_visit_count, shared_share,
--          same_item_count, joint_from_on, joint_to_on
-- rule:    drawn in two tasks whose windows lie within the set days and
--          inspected in neither: a visit is saved per firm inspected for both
--          tasks at once; share of the smaller task's rows; the days both
--          windows are open, none where they only lie near
-- 规则:    两个任务的检查时段相距不超过窗口天数、两边均未检查的对象，一次检查两个任务
--          即省一次上门；占比以户数较少的任务为分母；共同时段为两边同时可查的日
--          子，只是相近的没有
-- small:   saved_visit_count > shared_share; same_item_count
-- access:  aggregate
select
    unit,
    first_task_no,
    second_task_no,
    first_name,
    second_name,
    first_office,
    second_office,
    first_level,
    second_level,
    is_across_systems,
    saved_visit_count,
    shared_share,
    same_item_count,
    case
        when joint_from_on <= joint_to_on
            then greatest(joint_from_on, $as_of::date)
    end as joint_from_on,
    case when tasks.joint_from_on <= joint_to_on then joint_to_on end
        as joint_to_on
from waiting_tasks(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $days
) as tasks
order by saved_visit_count desc, first_task_no, second_task_no
