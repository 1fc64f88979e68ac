-- 检查对象 | register: one row per entity, with its class at the data date.
-- grain:   entity_id
-- rule:    jurisdiction from the county, never from the digits of a code, 未映射
--          where the county is not supervised; member_on: from when an
--          enterprise of the register exists (存续), at the earliest the day of
--          the base, else none; rows stay in the order of the exports, which is
--          by unit
with

classes as (

    select
        class_spans.entity_id,
        class_spans.risk_class,
        class_spans.valid_from
    from class_spans
    cross join campaign
    where class_spans.valid_from <= campaign.data_date
        and (
            class_spans.next_class_on is null
            or class_spans.next_class_on > campaign.data_date
        )

)

select
    entities.entity_id,
    entities.uscc,
    entities.reg_no,
    entities.name,
    entities.entity_kind,
    case
        when ref_counties.is_supervised then ref_counties.unit
        else '未映射'
    end as unit,
    entities.county_code,
    entities.station,
    entities.industry_code,
    entities.reg_status,
    entities.established_on,
    entities.tags,
    entities.in_register,
    case
        when entities.in_register
            and entities.entity_kind = '企业'
            and entities.reg_status = '存续'
            then greatest(
                coalesce(
                    entities.established_on,
                    campaign.base_on,
                    campaign.year_from_on
                ),
                coalesce(campaign.base_on, campaign.year_from_on)
            )
    end as member_on,
    classes.risk_class,
    classes.valid_from as class_on,
    entities.exported_on,
    entities.source_file,
    entities.sheet,
    entities.source_row
from entities
cross join campaign
left join ref_counties
    on entities.county_code = ref_counties.county_code
left join classes
    on entities.entity_id = classes.entity_id
