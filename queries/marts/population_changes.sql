-- 存量变动 | population changes: entities in existence, as daily additions.
-- grain:   unit, county_code, entity_kind, risk_class, changed_on; the sum up
--          to a day is the population with a class in force on that day
-- rule:    M16: 存续 entities of the register; without a class: 未分类
with

members as (

    select
        entity_register.entity_id,
        entity_register.unit,
        entity_register.county_code,
        entity_register.entity_kind,
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
    where entity_register.in_register and entity_register.reg_status = '存续'

),

entered as (

    select
        unit,
        county_code,
        entity_kind,
        '未分类' as risk_class,
        member_on as changed_on,
        1 as step_count
    from members

),

spans as (

    select
        members.unit,
        members.county_code,
        members.entity_kind,
        class_spans.risk_class,
        greatest(class_spans.valid_from, members.member_on) as from_on,
        class_spans.next_class_on as until_on,
        lag(class_spans.risk_class) over (
            partition by class_spans.entity_id
            order by class_spans.valid_from nulls first
        ) is null as is_first
    from class_spans
    inner join members
        on class_spans.entity_id = members.entity_id
    where class_spans.next_class_on is null
        or class_spans.next_class_on > members.member_on

),

steps as (

    select unit, county_code, entity_kind, risk_class, changed_on, step_count
    from entered
    union all
    select unit, county_code, entity_kind, risk_class, from_on, 1
    from spans
    union all
    select unit, county_code, entity_kind, risk_class, until_on, -1
    from spans
    where until_on is not null
    union all
    select unit, county_code, entity_kind, '未分类', from_on, -1
    from spans
    where is_first

)

select
    unit,
    county_code,
    entity_kind,
    risk_class,
    changed_on,
    cast(sum(step_count) as bigint) as change_count
from steps
group by unit, county_code, entity_kind, risk_class, changed_on
order by unit, county_code, entity_kind, risk_class, changed_on
