-- 首次日 | first days: entities of one county, counted by the day of a stage.
-- grain:   unit, county_code, entity_kind, stage, first_on; adds up to any
--          selection together with scattered_firsts
-- rule:    M2: an entity counts once, from its first day on
select
    unit,
    county_code,
    entity_kind,
    stage,
    first_on,
    cast(count(*) as bigint) as entity_count
from first_stages
where not is_scattered
group by unit, county_code, entity_kind, stage, first_on
order by entity_kind, stage, unit, county_code, first_on
