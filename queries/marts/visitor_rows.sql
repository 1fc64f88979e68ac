-- 检查人员 | visitors: who inspected an entity, and when.
-- grain:   task_no, entity_id with inspectors and a date
-- rule:    ssj1, 4: the inspectors of the last time keep away
select
    entity_id,
    inspected_on,
    inspector_ids
from task_rows
where moved_to is null
    and inspected_on is not null
    and inspector_ids is not null
order by entity_id, inspected_on
