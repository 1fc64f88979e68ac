-- 最高风险企业 | riskiest: enterprises in existence, by terms in the worst class.
-- grain:   entity_id, from_on
-- rule:    notice N8: names beside a class are an internal reference
select
    member_classes.entity_id,
    entity_register.uscc,
    entity_register.reg_no,
    entity_register.name,
    member_classes.unit,
    member_classes.county_code,
    entity_register.station,
    entity_register.industry_code,
    member_classes.valid_from,
    member_classes.from_on,
    member_classes.until_on
from member_classes
inner join entity_register
    on member_classes.entity_id = entity_register.entity_id
where member_classes.risk_class in (
        select risk_class
        from class_scheme
        where is_worst
    )
order by
    member_classes.unit,
    member_classes.county_code,
    member_classes.valid_from,
    member_classes.entity_id
