-- 免融合资料不全 | Incomplete exemptions: tasks exempt without all that is needed.
-- grain:   one row per task that lacks at least $threshold parts, newest first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          missing_count, missing_parts
-- rule:    notice, part 2 (2): an exemption needs field, reason, approving
--          office and date; tasks drawn in the year
-- 规则:    通知第二部分（二）：免融合须有领域、理由、批准处室和日期；
--          限当年抽取的任务
-- access:  aggregate
with

tasks as (

    select
        task_summaries.*,
        missing_parts(exempt_field, exempt_reason, exempt_office, exempt_on)
            as missing
    from task_summaries
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
    len(tasks.missing) as missing_count,
    array_to_string(tasks.missing, '、') as missing_parts
from tasks
cross join campaign
where tasks.drawn_on between campaign.year_from_on and $as_of
    and len(tasks.missing) < 4
    and len(tasks.missing) >= $threshold
order by tasks.drawn_on desc, tasks.task_no
