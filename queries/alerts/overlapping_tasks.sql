-- 任务重复安排 | Overlapping tasks: two tasks that wait for the same firms.
-- grain:   one row per pair of tasks, most saved visits first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, other_task_no,
--          other_office, saved_visit_count, shared_rate, joint_to_on
-- rule:    notice.md N4 as in overlap_proposals: at least $threshold of the
--          smaller task's rows and alert_min_overlap firms
-- small:   saved_visit_count > shared_rate
-- access:  aggregate
with

pairs as (

    select
        first_task_id,
        second_task_id,
        min(first_unit) as unit,
        min(joint_to_on) as joint_to_on,
        count(*) as saved_visit_count
    from entity_task_pairs
    where drawn_on <= $as_of
        and (first_inspected_on is null or first_inspected_on > $as_of)
        and (second_inspected_on is null or second_inspected_on > $as_of)
        and window_gap_days is not null
        and (
            $units is null
            or list_contains($units, first_unit)
            or list_contains($units, second_unit)
        )
    group by first_task_id, second_task_id

)

select
    pairs.unit,
    null::varchar as county_code,
    first_tasks.lead_office as office,
    first_tasks.task_no as subject,
    false as is_overdue,
    second_tasks.task_no as other_task_no,
    second_tasks.lead_office as other_office,
    pairs.saved_visit_count,
    pairs.saved_visit_count
        / least(first_tasks.row_count, second_tasks.row_count)
        as shared_rate,
    pairs.joint_to_on
from pairs
inner join task_summaries as first_tasks
    on pairs.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on pairs.second_task_id = second_tasks.task_id
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_overlap'
where pairs.saved_visit_count >= ref_parameters.parameter_value
    and pairs.saved_visit_count
        / least(first_tasks.row_count, second_tasks.row_count)
        >= $threshold
order by pairs.saved_visit_count desc, subject, other_task_no
