-- 在册企业分类 | member classes: terms of a class of enterprises in existence.
-- grain:   entity_id, from_on
-- rule:    M16: 存续 enterprises of the register; a class holds until the next;
--          valid_from is the date of the class, from_on that of class and firm
with

members as (

    select
        entity_register.entity_id,
        entity_register.unit,
        entity_register.county_code,
        greatest(
            coalesce(
                entity_register.established_on,
                campaign.base_on,
                campaign.year_from_on
            ),
            coalesce(campaign.base_on, campaign.year_from_on)
        ) as member_on
    from entity_register
    cross join campaign
    where entity_register.in_register
        and entity_register.reg_status = '存续'
        and entity_register.entity_kind = '企业'

)

select
    members.entity_id,
    members.unit,
    members.county_code,
    lag(class_spans.risk_class) over (
        partition by class_spans.entity_id
        order by class_spans.valid_from nulls first
    ) as previous_class,
    class_spans.risk_class,
    class_spans.valid_from,
    greatest(class_spans.valid_from, members.member_on) as from_on,
    class_spans.next_class_on as until_on
from class_spans
inner join members
    on class_spans.entity_id = members.entity_id
where class_spans.next_class_on is null
    or class_spans.next_class_on > members.member_on
