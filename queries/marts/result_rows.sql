-- 检查结果明细 | result rows: every result of a task row.
-- grain:   task_id, entity_id, result_code; rows moved away are left out
-- rule:    several results stay several; R0 is no result;
--          未发现问题 of one item is no result of a row on which another result
--          stands
select
    task_facts.task_id,
    task_facts.entity_id,
    results.result_code,
    results.result_code = task_facts.main_result as is_main,
    results.raw_text
from results
inner join task_summaries
    on results.task_no = task_summaries.task_no
inner join task_facts
    on task_summaries.task_id = task_facts.task_id
    and results.entity_id = task_facts.entity_id
where results.result_code <> 'R1' or task_facts.main_result = 'R1'
order by task_facts.entity_id, task_facts.task_id, results.result_code
