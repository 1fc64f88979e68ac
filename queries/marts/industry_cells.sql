-- 对象覆盖 | county and industry: enterprises that exist, and the first visited.
-- grain:   unit, county_code, industry
-- rule:    M22: industry = the letter of GB/T 4754; 存续 at the data date
with

existing as (

    select
        unit,
        county_code,
        substr(industry_code, 1, 1) as industry,
        count(*) as entity_count
    from entity_register
    where in_register
        and entity_kind = '企业'
        and reg_status = '存续'
        and county_code is not null
        and industry_code is not null
    group by unit, county_code, substr(industry_code, 1, 1)

),

visited as (

    select
        task_facts.unit,
        task_facts.county_code,
        substr(entity_register.industry_code, 1, 1) as industry,
        min(task_facts.inspected_on) as first_inspected_on
    from task_facts
    inner join entity_register
        on task_facts.entity_id = entity_register.entity_id
    where task_facts.is_inspected and task_facts.entity_kind = '企业'
    group by
        task_facts.unit,
        task_facts.county_code,
        substr(entity_register.industry_code, 1, 1)

)

select
    existing.unit,
    existing.county_code,
    existing.industry,
    existing.entity_count,
    visited.first_inspected_on
from existing
left join visited
    on existing.unit = visited.unit
    and existing.county_code = visited.county_code
    and existing.industry = visited.industry
order by existing.unit, existing.county_code, existing.industry
