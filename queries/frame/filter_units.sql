-- 报告单位选项 | Choice of units: the reporting units, in their order.
-- grain:   one row per unit with a target; 未映射 last, where rows have none
-- params:  $units
-- columns: unit, name_en, full_name, is_key_city
-- rule:    闽市监信〔2022〕51号: ten units; 省局本级 has no target of its own
-- access:  aggregate
with

listed as (

    select
        unit,
        name_en,
        full_name,
        is_key_city,
        unit_order
    from ref_units
    where has_target
    union all
    select distinct
        unit,
        'Unmapped' as name_en,
        unit as full_name,
        false as is_key_city,
        99 as unit_order
    from entity_firsts
    where unit = '未映射'

)

select
    unit,
    name_en,
    full_name,
    is_key_city
from listed
where $units is null or list_contains($units, unit)
order by unit_order
