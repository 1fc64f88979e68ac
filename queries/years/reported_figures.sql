-- 单位上报表 | reported figures of the year: what units report themselves.
-- grain:   unit, county, as_of, metric
-- rule:    a figure is of the year of the day it speaks of
select held_reported_figures.*
from held_reported_figures
inner join statistical_year
    on year(held_reported_figures.as_of) = statistical_year.year
