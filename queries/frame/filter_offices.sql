-- 处室选项 | Choice of offices: launching offices of the tasks at hand.
-- grain:   one row per office, by name
-- 粒度:    每个处室一行，按名称
-- params:  $units
-- columns: lead_office, task_count
-- rule:    the office of a row is the launching office of its task (发起处室)
-- 规则:    户次的处室即任务的发起处室
-- access:  aggregate
select
    lead_office,
    count(distinct task_id) as task_count
from task_facts
where lead_office is not null and is_among(unit, $units)
group by lead_office
order by lead_office
