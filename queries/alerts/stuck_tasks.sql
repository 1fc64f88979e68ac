-- 任务停滞 | Stuck tasks: windows that run out without a single inspection.
-- grain:   one row per task, the earliest end first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, row_count,
--          drawn_on, window_to_on
-- rule:    M30: at least $threshold of the window's days are gone and no row is
--          inspected; tasks of alert_min_rows rows or more; red past 检查止
-- small:   row_count
-- access:  aggregate
with

rows as (

    select
        task_id,
        count(*) as row_count,
        count(*) filter (where visited_on <= $as_of) as inspected_count
    from task_facts
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, unit))
    group by task_id

)

select
    task_summaries.unit,
    task_summaries.county_code,
    task_summaries.lead_office as office,
    task_summaries.task_no as subject,
    task_summaries.window_to < $as_of as is_overdue,
    task_summaries.name,
    rows.row_count,
    task_summaries.drawn_on,
    task_summaries.window_to as window_to_on
from rows
inner join task_summaries
    on rows.task_id = task_summaries.task_id
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_rows'
where rows.inspected_count = 0
    and rows.row_count >= ref_parameters.parameter_value
    and date_diff('day', task_summaries.window_from, $as_of)
        >= $threshold
        * date_diff('day', task_summaries.window_from, task_summaries.window_to)
order by task_summaries.window_to, task_summaries.task_no
