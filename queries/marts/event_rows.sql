-- 大事记 | events: marks on time charts.
-- grain:   happened_on, unit, event
-- rule:    a small table that travels with an export
select
    happened_on,
    unit,
    event
from events
order by happened_on, unit, event
