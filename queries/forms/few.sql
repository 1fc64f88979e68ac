-- 少数主体 | few: the rows of some entities.
-- grain:   that of the table
-- params:  $entity_ids
-- rule:    what is computed entity by entity needs no others
select *
from {name}
where entity_id in (select unnest($entity_ids::integer[]))
