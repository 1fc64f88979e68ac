-- 被抽取对象 | drawn entities: code and name of every entity of a task row.
-- grain:   entity_id
-- rule:    lists of rows read this small table, not the whole register
select
    entity_register.entity_id,
    entity_register.uscc,
    entity_register.reg_no,
    entity_register.name
from entity_register
where entity_register.entity_id in (select task_rows.entity_id from task_rows)
order by entity_register.entity_id
