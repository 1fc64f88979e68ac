-- 风险领域 | risk fields: those of each task.
-- grain:   task_id, risk_field
-- rule:    the notice, part 3 (3); data/reference/risk_fields.csv
select
    task_summaries.task_id,
    ref_risk_fields.risk_field
from task_summaries
inner join ref_risk_fields
    on array_contains(task_summaries.risk_fields, ref_risk_fields.risk_field)
order by task_summaries.task_id, ref_risk_fields.risk_field
