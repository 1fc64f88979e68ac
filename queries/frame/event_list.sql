-- 大事记 | Events: what a time chart should remember.
-- grain:   one row per event, by day
-- 粒度:    每件事一行，按日期
-- params:  $as_of, $units
-- columns: happened_on, unit, event
-- rule:    an event without a unit concerns the whole province
-- 规则:    未写明单位的事件属于全省
-- access:  aggregate
select
    happened_on,
    unit,
    event
from event_rows
where happened_on <= $as_of
    and (unit is null or is_among(unit, $units))
order by happened_on, unit nulls first, event
