-- 按代码片段查找 | Entities by part of a code: their code holds what is asked.
-- grain:   one row per entity, by code; at most 51
-- params:  $part, $units
-- columns: entity_id, entity_code, name, entity_kind, unit, county, reg_status
-- rule:    canonical.md: 统一社会信用代码 or registration number; no wildcards;
--          two codes of one entity are one row; 51 rows say that there are more
--          than 50
-- access:  named
with

hits as (

    select *
    from entity_codes
    where contains(code, $part)
        and ($units is null or list_contains($units, unit))
    order by code, entity_id
    limit 102

)

select distinct
    entity_id,
    entity_code,
    name,
    entity_kind,
    unit,
    county,
    reg_status
from hits
order by entity_code, entity_id
limit 51
