-- 跨县首次 | scattered firsts: the few entities that stand under several counties.
-- grain:   entity_id, unit, county_code, stage
-- rule:    a firm under two units counts in each and once in the
--          province; a selection counts it once, from its first day there
select
    entity_id,
    unit,
    county_code,
    entity_kind,
    stage,
    first_on
from first_stages
where is_scattered
order by entity_kind, stage, unit, county_code, entity_id
