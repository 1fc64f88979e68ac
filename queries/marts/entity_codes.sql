-- 代码索引 | codes: an entity under each of its codes, as a search finds it.
-- grain:   code, entity_id
-- rule:    an object appears under its 统一社会信用代码 or its
--          registration number; sorted, so that the start of a code finds it
with

coded as (

    select
        uscc as code,
        entity_id,
        unit
    from entity_register
    where uscc is not null
    union all
    select
        reg_no as code,
        entity_id,
        unit
    from entity_register
    where reg_no is not null

)

select
    code,
    entity_id,
    unit
from coded
order by code, entity_id
