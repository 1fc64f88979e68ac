-- 信用风险分类 | classes of the year: changes of class up to its end.
-- grain:   entity_id, valid_from
-- rule:    a class of a later year is not known yet
select held_class_periods.*
from held_class_periods
cross join statistical_year
where held_class_periods.valid_from is null
    or year(held_class_periods.valid_from) <= statistical_year.year
