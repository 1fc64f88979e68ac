-- 首次环节 | first stages: the first day of each stage of an entity in a county.
-- grain:   entity_id, unit, county_code, stage
-- rule:    M2: drawn, checked, published; found and kept leave out what ended
--          in R7, R9, R10, or in R9, R10; provincial, new, unregistered say
--          what stands inside checked
with

placed as (

    select
        entity_firsts.*,
        count(*) over (partition by entity_id) > 1 as is_scattered
    from entity_firsts

),

stages as (

    select *, 'drawn' as stage, drawn_on as first_on
    from placed
    union all
    select *, 'checked' as stage, checked_on as first_on
    from placed
    union all
    select *, 'published' as stage, published_on as first_on
    from placed
    union all
    select *, 'found' as stage, found_on as first_on
    from placed
    union all
    select *, 'kept' as stage, kept_on as first_on
    from placed
    union all
    select *, 'provincial' as stage, provincial_on as first_on
    from placed
    union all
    select *, 'new' as stage, checked_on as first_on
    from placed
    where is_new
    union all
    select *, 'unregistered' as stage, checked_on as first_on
    from placed
    where not is_registered

)

select
    entity_id,
    unit,
    county_code,
    entity_kind,
    is_scattered,
    stage,
    first_on
from stages
where first_on is not null
