-- 新生效分类 | classed between: firms with a class that begins between two days.
-- grain:   entity_id
-- params:  $first_day, $last_day
-- rule:    the class in force at the data date is another since
select entity_id
from {name}
where valid_from > $first_day and valid_from <= $last_day
group by entity_id
