-- 已有主体 | known entities: the latest row of each entity of the snapshot in service.
-- grain:   entity_id
-- rule:    ids of older snapshots stay
create or replace temp table known_entities as
select
    entity_id,
    uscc,
    reg_no,
    name_key,
    county_code,
    year(exported_on) as known_year
from known_rows
where until_year is null
