-- D类企业 | class D: enterprises in existence, for each term in class D.
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
where member_classes.risk_class = 'D'
order by
    member_classes.unit,
    member_classes.county_code,
    member_classes.valid_from,
    member_classes.entity_id
