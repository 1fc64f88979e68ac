-- 任务重复安排 | Overlapping tasks: two tasks that wait for the same firms.
-- grain:   one row per pair of tasks, most saved visits first
-- 粒度:    每对任务一行，可少跑户次多的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, other_task_no,
--          other_office, saved_visit_count, shared_rate, joint_to_on
-- rule:    firms of two tasks whose windows lie within the set days, inspected
--          in neither: at least $threshold of the smaller task's rows and
--          alert_min_overlap firms
-- 规则:    两个任务的检查时段相距不超过窗口天数、两边均未检查的对象：不少于户数较少的
--          任务的 $threshold，且不少于 alert_min_overlap 户
-- small:   saved_visit_count > shared_rate
-- access:  aggregate
select
    tasks.unit,
    null::varchar as county_code,
    tasks.first_office as office,
    tasks.first_task_no as subject,
    false as is_overdue,
    tasks.second_task_no as other_task_no,
    tasks.second_office as other_office,
    tasks.saved_visit_count,
    tasks.shared_share as shared_rate,
    tasks.joint_to_on
from waiting_tasks($as_of, $units) as tasks
cross join rules
where tasks.saved_visit_count >= rules.alert_min_overlap
    and tasks.shared_share >= $threshold
order by tasks.saved_visit_count desc, subject, other_task_no
