-- 大事记 | events: marks on time charts.
-- grain:   happened_on, unit, event
-- rule:    export-formats.md 5b
select
    happened_on,
    unit,
    event
from events
order by happened_on, unit, event
