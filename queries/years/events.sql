-- 大事记 | events of the year: marks on time charts.
-- grain:   happened_on, unit, event
-- rule:    an event is of the year in which it happened
select held_events.*
from held_events
inner join statistical_year
    on year(held_events.happened_on) = statistical_year.year
