-- 信用风险分类 | classes up to the year's end: changes of an entity's class.
-- grain:   entity_id, valid_from
-- rule:    a class of a later year is not known yet
select held_class_periods.*
from held_class_periods
cross join statistical_year
where held_class_periods.valid_from is null
    or year(held_class_periods.valid_from) <= statistical_year.year
