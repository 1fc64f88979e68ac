-- 免融合资料不全 | Incomplete exemptions: tasks exempt without all that is needed.
-- grain:   one row per task that lacks at least $threshold parts, newest first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          missing_count, missing_parts
-- rule:    notice.md N10: an exemption needs field, reason, approving office
--          and date; tasks drawn in the year
-- access:  aggregate
with

parts as (

    select
        task_summaries.*,
        list_filter(
            [
                if(exempt_field is null, '领域', null),
                if(exempt_reason is null, '理由', null),
                if(exempt_office is null, '批准处室', null),
                if(exempt_on is null, '批准日期', null)
            ],
            lambda part: part is not null
        ) as missing
    from task_summaries

)

select
    parts.unit,
    parts.county_code,
    parts.lead_office as office,
    parts.task_no as subject,
    false as is_overdue,
    parts.name,
    parts.drawn_on,
    len(parts.missing) as missing_count,
    array_to_string(parts.missing, '、') as missing_parts
from parts
cross join campaign
where parts.drawn_on between campaign.year_from_on and $as_of
    and len(parts.missing) < 4
    and len(parts.missing) >= $threshold
    and ($units is null or list_contains($units, parts.unit))
order by parts.drawn_on desc, parts.task_no
