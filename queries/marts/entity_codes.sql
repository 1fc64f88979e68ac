-- 代码索引 | codes: an entity under each of its codes, as a search shows it.
-- grain:   code, entity_id
-- rule:    an object appears under its 统一社会信用代码 or its
--          registration number; sorted, so that the start of a code finds it
with

coded as (

    select
        uscc as code,
        entity_id
    from entity_register
    where uscc is not null
    union all
    select
        reg_no as code,
        entity_id
    from entity_register
    where reg_no is not null

)

select
    coded.code,
    coded.entity_id,
    coalesce(entity_register.uscc, entity_register.reg_no) as entity_code,
    entity_register.name,
    entity_register.entity_kind,
    entity_register.unit,
    ref_counties.county,
    entity_register.reg_status
from coded
inner join entity_register
    on coded.entity_id = entity_register.entity_id
left join ref_counties
    on entity_register.county_code = ref_counties.county_code
order by coded.code, coded.entity_id
