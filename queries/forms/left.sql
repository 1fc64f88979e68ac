-- 移去 | left: rows of some entities leave a table, for others to come.
-- grain:   none
-- params:  $entity_ids
-- rule:    a table that is computed entity by entity
delete from {name}
where entity_id in (select unnest($entity_ids::integer[]))
