-- 所见对象 | of_entity: rows of firms the reader sees.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where entity_id in (select entity_register.entity_id from entity_register)
    or entity_id in (select task_facts.entity_id from task_facts)
