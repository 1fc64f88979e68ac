-- 名称索引 | names: every entity under its name, shortest first.
-- grain:   entity_id
-- rule:    names are compared on their key; sorted as a search shows them, so
--          that it passes over longer names once it has enough shorter ones
select
    entity_id,
    unit,
    length(name_key) as name_length,
    name_key
from entity_register
order by name_length, name_key, entity_id
