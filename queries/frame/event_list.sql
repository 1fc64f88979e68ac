-- 大事记 | Events: what a time chart should remember.
-- grain:   one row per event, by day
-- params:  $as_of, $units
-- columns: happened_on, unit, event
-- rule:    an event without a unit concerns the whole province
-- access:  aggregate
select
    happened_on,
    unit,
    event
from event_rows
where happened_on <= $as_of
    and ($units is null or unit is null or list_contains($units, unit))
order by happened_on, unit nulls first, event
