-- 对象覆盖 | county and industry: enterprises that exist, and the first visited.
-- grain:   unit, county_code, industry, existing_on
-- rule:    M22: industry = the letter of GB/T 4754; 存续 in the register, from
--          the day of establishment on, at the earliest the day of the base
with

existing as (

    select
        unit,
        county_code,
        substr(industry_code, 1, 1) as industry,
        member_on as existing_on
    from entity_register
    where member_on is not null
        and county_code is not null
        and industry_code is not null

),

counted as (

    select
        unit,
        county_code,
        industry,
        existing_on,
        count(*) as entity_count
    from existing
    group by unit, county_code, industry, existing_on

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
    counted.unit,
    counted.county_code,
    counted.industry,
    counted.existing_on,
    counted.entity_count,
    visited.first_inspected_on
from counted
left join visited
    on counted.unit = visited.unit
    and counted.county_code = visited.county_code
    and counted.industry = visited.industry
order by
    counted.unit, counted.county_code, counted.industry, counted.existing_on
