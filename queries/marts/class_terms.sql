-- 分类期间 | class terms: enterprises by class, since when and until when.
-- grain:   unit, county_code, previous_class, risk_class, valid_from, from_on,
--          until_on
-- rule:    M16: in force on a day: from_on <= day < until_on; a term with a
--          previous class is a change of class on its from_on
select
    unit,
    county_code,
    previous_class,
    risk_class,
    valid_from,
    from_on,
    until_on,
    count(*) as entity_count
from member_classes
group by
    unit,
    county_code,
    previous_class,
    risk_class,
    valid_from,
    from_on,
    until_on
order by unit, county_code, risk_class, from_on
