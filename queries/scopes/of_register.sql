-- 名录中所见对象 | of_register: rows of firms the reader sees.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where entity_id in (select entity_register.entity_id from entity_register)
