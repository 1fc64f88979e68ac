-- 事项结果 | items: one listed item of a task row.
-- grain:   task_id, entity_id, item_code
-- rule:    notice N16: per item listed, checked, found, followed up, when;
--          an item of an inspected row without a word on it was checked
select
    task_summaries.task_id,
    result_items.entity_id,
    result_items.item_code,
    task_facts.unit,
    task_facts.county_code,
    task_facts.has_result
        and coalesce(result_items.is_checked, true) as is_checked,
    coalesce(result_items.inspected_on, task_facts.inspected_on)
        as inspected_on,
    result_items.result_code,
    coalesce(ref_results.is_problem, false) as is_problem,
    result_items.problem,
    result_items.disposal
from result_items
inner join task_summaries
    on result_items.task_no = task_summaries.task_no
inner join task_facts
    on task_summaries.task_id = task_facts.task_id
    and result_items.entity_id = task_facts.entity_id
left join ref_results
    on result_items.result_code = ref_results.result_code
order by task_id, result_items.entity_id, result_items.item_code
