-- 处室选项 | Choice of offices: launching offices of the tasks at hand.
-- grain:   one row per office, by name
-- 粒度:    每个处室一行，按名称
-- params:  $units
-- columns: lead_office, task_count, units
-- rule:    the office of a row is the launching office of its task (发起处室);
--          units = where its tasks have rows
-- 规则:    户次的处室即任务的发起处室；units 为其任务有户次的单位
-- access:  aggregate
select
    lead_office,
    count(distinct task_id) as task_count,
    list(distinct unit order by unit) as units
from task_facts
where lead_office is not null and is_among(unit, $units)
group by lead_office
order by lead_office
