-- 在册企业分类 | member classes: terms of a class of enterprises in existence.
-- grain:   entity_id, from_on
-- rule:    M16: 存续 enterprises of the register; a class holds until the next;
--          valid_from is the date of the class, from_on that of class and firm
select
    entity_register.entity_id,
    entity_register.unit,
    entity_register.county_code,
    lag(class_spans.risk_class) over (
        partition by class_spans.entity_id
        order by class_spans.valid_from nulls first
    ) as previous_class,
    class_spans.risk_class,
    class_spans.valid_from,
    greatest(class_spans.valid_from, entity_register.member_on) as from_on,
    class_spans.next_class_on as until_on
from class_spans
inner join entity_register
    on class_spans.entity_id = entity_register.entity_id
where entity_register.member_on is not null
    and (
        class_spans.next_class_on is null
        or class_spans.next_class_on > entity_register.member_on
    )
