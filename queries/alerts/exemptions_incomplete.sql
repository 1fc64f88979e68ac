-- 免融合不成立 | Exemptions that do not hold: tasks exempt without what is needed.
-- grain:   one row per task with at least $threshold faults, newest first
-- 粒度:    问题不少于 $threshold 个的任务各一行，新的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          fault_count, faults
-- rule:    notice, part 2 (2): an exemption needs field, reason, approving
--          office and date, the field one of the list and the date on or before
--          the draw; tasks drawn in the year
-- 规则:    通知第二部分（二）：免融合须有领域、理由、批准处室和日期，
--          领域须在清单内，批准日期不晚于抽取日；限当年抽取的任务
-- access:  aggregate
with

tasks as (

    select
        summaries.*,
        len(
            missing_parts(exempt_field, exempt_reason, exempt_office, exempt_on)
        ) as missing_count,
        exemption_faults(summaries) as faults
    from task_summaries as summaries
    where is_among(unit, $units)

)

select
    tasks.unit,
    tasks.county_code,
    tasks.lead_office as office,
    tasks.task_no as subject,
    false as is_overdue,
    tasks.name,
    tasks.drawn_on,
    len(tasks.faults) as fault_count,
    array_to_string(tasks.faults, '、') as faults
from tasks
cross join campaign
where tasks.drawn_on between campaign.year_from_on and $as_of
    and tasks.missing_count < 4
    and len(tasks.faults) >= $threshold
order by tasks.drawn_on desc, tasks.task_no
