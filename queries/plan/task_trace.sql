-- 尽职免责证据单 | Evidence of a task: every firm and item, from list to follow-up.
-- grain:   one row per entity and item of the task, by code
-- 粒度:    任务的每个主体、每个事项一行，按代码
-- params:  $as_of, $task_no, $units
-- columns: task_no, task_name, uscc, reg_no, name, unit, drawn_on, item_code,
--          item_name, is_checked, inspected_on, result_code, result_name,
--          problem, disposal, pub_state, published_on, disposal_state,
--          closed_on, check_state, source_file, source_row
-- rule:    listed, checked, found, followed up, when; what happened after the
--          as-of date is left out
-- 规则:    列出、检查、发现、处置及日期；统计日之后的不列
-- access:  named
select
    rows.task_no,
    rows.task_name,
    drawn_entities.uscc,
    drawn_entities.reg_no,
    drawn_entities.name,
    rows.unit,
    rows.drawn_on,
    item_rows.item_code,
    item_list.name as item_name,
    coalesce(item_rows.is_checked and item_rows.inspected_on <= $as_of, false)
        as is_checked,
    known_by(item_rows.inspected_on, $as_of) as inspected_on,
    if(item_rows.inspected_on <= $as_of, item_rows.result_code, null)
        as result_code,
    if(item_rows.inspected_on <= $as_of, ref_results.name, null)
        as result_name,
    if(item_rows.inspected_on <= $as_of, item_rows.problem, null) as problem,
    if(item_rows.inspected_on <= $as_of, item_rows.disposal, null) as disposal,
    if(rows.published_on <= $as_of, rows.pub_state, null) as pub_state,
    known_by(rows.published_on, $as_of) as published_on,
    if(rows.closed_on <= $as_of, rows.disposal_state, null) as disposal_state,
    known_by(rows.closed_on, $as_of) as closed_on,
    case
        when rows.visited_on <= $as_of then '已检查'
        when rows.window_to < $as_of then '超期未查'
        else '未检查'
    end as check_state,
    rows.source_file,
    rows.source_row
from rows_of_task($as_of, $units, $task_no) as rows
left join item_rows
    on rows.task_id = item_rows.task_id
    and rows.entity_id = item_rows.entity_id
left join item_list
    on item_rows.item_code = item_list.item_code
left join ref_results
    on item_rows.result_code = ref_results.result_code
inner join drawn_entities
    on rows.entity_id = drawn_entities.entity_id
where rows.drawn_on <= $as_of
order by
    drawn_entities.uscc,
    drawn_entities.reg_no,
    rows.entity_id,
    item_rows.item_code
