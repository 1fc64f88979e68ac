-- 任务停滞 | Stuck tasks: windows that run out without a single inspection.
-- grain:   one row per task, the earliest end first
-- 粒度:    每个任务一行，期限止早的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, row_count,
--          drawn_on, window_to_on
-- rule:    M30: at least $threshold of the window's days are gone and no row is
--          inspected; tasks of alert_min_rows rows or more; red past 检查止
-- 规则:    M30：检查时段已过 $threshold 以上而无一户检查；任务户数不少于
--          alert_min_rows；已过检查止为红色
-- small:   row_count
-- access:  aggregate
select
    tasks.unit,
    tasks.county_code,
    tasks.lead_office as office,
    tasks.task_no as subject,
    tasks.window_to < $as_of as is_overdue,
    tasks.name,
    counted.row_count,
    tasks.drawn_on,
    tasks.window_to as window_to_on
from task_counts($as_of, $units) as counted
inner join task_summaries as tasks
    on counted.task_id = tasks.task_id
cross join rules
where counted.inspected_count = 0
    and counted.row_count >= rules.alert_min_rows
    and date_diff('day', tasks.window_from, $as_of)
        >= $threshold * date_diff('day', tasks.window_from, tasks.window_to)
order by tasks.window_to, tasks.task_no
