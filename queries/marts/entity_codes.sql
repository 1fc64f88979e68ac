-- 代码索引 | codes: an entity under each of its codes, as a search shows it.
-- grain:   code, entity_id
-- rule:    an object appears under its 统一社会信用代码 or its
--          registration number; sorted, so that the start of a code finds it
with

coded as (

    select
        uscc as code,
        entity_id,
        uscc as entity_code,
        name,
        entity_kind,
        unit,
        county_code,
        reg_status
    from entity_register
    where uscc is not null
    union all
    select
        reg_no as code,
        entity_id,
        coalesce(uscc, reg_no) as entity_code,
        name,
        entity_kind,
        unit,
        county_code,
        reg_status
    from entity_register
    where reg_no is not null

)

select
    coded.code,
    coded.entity_id,
    coded.entity_code,
    coded.name,
    coded.entity_kind,
    coded.unit,
    ref_counties.county,
    coded.reg_status
from coded
left join ref_counties
    on coded.county_code = ref_counties.county_code
order by coded.code, coded.entity_id
