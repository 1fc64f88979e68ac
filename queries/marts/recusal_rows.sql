-- 回避 | recusals: who keeps away from which entity or station, and when.
-- grain:   inspector_id, entity_id or station
-- rule:    declared interests
select
    inspector_id,
    entity_id,
    station,
    valid_from,
    valid_to
from recusals
order by inspector_id, entity_id, station
