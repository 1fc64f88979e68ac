-- 任务事项轨迹 | Items of a task: listed, checked, found, followed up, when.
-- grain:   one row per item of the task, by code
-- 粒度:    任务的每个事项一行，按编码
-- params:  $as_of, $task_no, $units
-- columns: task_no, item_code, name, listed_count, checked_count,
--          problem_count, handled_count, first_checked_on, last_checked_on
-- rule:    listed = on the task's list of items; checked by the as-of date;
--          handled = a problem with a disposal written down
-- 规则:    列出＝任务事项清单中有；已查＝截至统计日已检查；已处置＝发现问题并写明处
--          置情况
-- small:   listed_count; checked_count > first_checked_on, last_checked_on;
--          problem_count; handled_count
-- access:  aggregate
with

rows as (

    select
        task_summaries.task_no,
        item_rows.item_code,
        item_rows.is_checked and item_rows.inspected_on <= $as_of as is_checked,
        item_rows.is_problem,
        item_rows.disposal is not null as is_handled,
        item_rows.inspected_on
    from task_summaries
    inner join item_rows
        on task_summaries.task_id = item_rows.task_id
    where task_summaries.task_no = $task_no
        and task_summaries.drawn_on <= $as_of
        and is_among(item_rows.unit, $units)

)

select
    rows.task_no,
    rows.item_code,
    item_list.name,
    count(*) as listed_count,
    count(*) filter (where rows.is_checked) as checked_count,
    count(*) filter (where rows.is_checked and rows.is_problem)
        as problem_count,
    count(*) filter (
        where rows.is_checked and rows.is_problem and rows.is_handled
    ) as handled_count,
    min(rows.inspected_on) filter (where rows.is_checked) as first_checked_on,
    max(rows.inspected_on) filter (where rows.is_checked) as last_checked_on
from rows
left join item_list
    on rows.item_code = item_list.item_code
group by rows.task_no, rows.item_code, item_list.name
order by rows.item_code
