-- 名称索引 | names: an entity under the key of its name, in the order shown.
-- grain:   entity_id with a name
-- rule:    shortest name first; sorted, so that the first names that hold a
--          piece are found early; has_letters: only such a name can hold a
--          piece of letters and digits
with

named as (

    select
        entities.entity_id,
        entities.name_key,
        length(entities.name_key) as name_length,
        coalesce(ref_counties.unit, '未映射') as unit
    from entities
    left join ref_counties
        on entities.county_code = ref_counties.county_code
    where entities.name_key is not null

),

ordered as (

    select
        *,
        row_number() over (
            order by
                name_length nulls last,
                name_key nulls last,
                entity_id nulls last
        ) as name_order
    from named

)

select
    cast(name_order as int) as name_order,
    entity_id,
    name_key,
    translate(name_key, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', '')
        <> name_key as has_letters,
    unit
from ordered
order by name_order
