-- 每日户次 | inspected days: inspected task rows, counted by day.
-- grain:   unit, county_code, entity_kind, inspected_on
-- rule:    户次: every inspected row counts, an entity as often as it was seen
select
    unit,
    county_code,
    entity_kind,
    inspected_on,
    cast(count(*) as bigint) as row_count
from task_facts
where is_inspected
group by unit, county_code, entity_kind, inspected_on
order by entity_kind, unit, county_code, inspected_on
