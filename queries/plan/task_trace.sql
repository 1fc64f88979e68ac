-- 尽职免责证据单 | Evidence of a task: every firm and item, from list to follow-up.
-- grain:   one row per entity and item of the task, by code
-- params:  $as_of, $task_no, $units
-- columns: task_no, task_name, uscc, reg_no, name, unit, drawn_on, item_code,
--          item_name, is_checked, inspected_on, result_code, result_name,
--          problem, disposal, pub_state, published_on, disposal_state,
--          closed_on, check_state, source_file, source_row
-- rule:    notice.md N16: listed, checked, found, followed up, when; what
--          happened after the as-of date is left out
-- access:  named
select
    task_summaries.task_no,
    task_summaries.name as task_name,
    drawn_entities.uscc,
    drawn_entities.reg_no,
    drawn_entities.name,
    task_facts.unit,
    task_facts.drawn_on,
    item_rows.item_code,
    item_list.name as item_name,
    coalesce(item_rows.is_checked and item_rows.inspected_on <= $as_of, false)
        as is_checked,
    case when item_rows.inspected_on <= $as_of then item_rows.inspected_on end
        as inspected_on,
    case when item_rows.inspected_on <= $as_of then item_rows.result_code end
        as result_code,
    case when item_rows.inspected_on <= $as_of then ref_results.name end
        as result_name,
    case when item_rows.inspected_on <= $as_of then item_rows.problem end
        as problem,
    case when item_rows.inspected_on <= $as_of then item_rows.disposal end
        as disposal,
    case when task_facts.published_on <= $as_of then task_facts.pub_state end
        as pub_state,
    case when task_facts.published_on <= $as_of then task_facts.published_on end
        as published_on,
    case when task_facts.closed_on <= $as_of then task_facts.disposal_state end
        as disposal_state,
    case when task_facts.closed_on <= $as_of then task_facts.closed_on end
        as closed_on,
    case
        when task_facts.visited_on <= $as_of then '已检查'
        when task_facts.window_to < $as_of then '超期未查'
        else '未检查'
    end as check_state,
    task_facts.source_file,
    task_facts.source_row
from task_summaries
inner join task_facts
    on task_summaries.task_id = task_facts.task_id
left join item_rows
    on task_facts.task_id = item_rows.task_id
    and task_facts.entity_id = item_rows.entity_id
left join item_list
    on item_rows.item_code = item_list.item_code
left join ref_results
    on item_rows.result_code = ref_results.result_code
inner join drawn_entities
    on task_facts.entity_id = drawn_entities.entity_id
where task_summaries.task_no = $task_no
    and task_facts.drawn_on <= $as_of
    and ($units is null or list_contains($units, task_facts.unit))
order by
    drawn_entities.uscc,
    drawn_entities.reg_no,
    task_facts.entity_id,
    item_rows.item_code
