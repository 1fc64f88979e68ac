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

)

select
    name_length,
    name_key,
    entity_id,
    -- Keys are in capitals: cheaper than to take every letter out.
    lower(name_key) <> name_key
        or contains(name_key, '0')
        or contains(name_key, '1')
        or contains(name_key, '2')
        or contains(name_key, '3')
        or contains(name_key, '4')
        or contains(name_key, '5')
        or contains(name_key, '6')
        or contains(name_key, '7')
        or contains(name_key, '8')
        or contains(name_key, '9') as has_letters,
    unit
from named
order by name_length, name_key, entity_id
