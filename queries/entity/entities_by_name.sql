-- 按名称片段查找 | Entities by name: those whose name holds what is asked.
-- grain:   one row per entity, shortest name first; at most 51
-- 粒度:    每个主体一行，名称短的在前；最多51行
-- params:  $part, $units
-- columns: entity_id, entity_code, name, entity_kind, unit, county, reg_status
-- rule:    names are compared on their key (half-width, one style of brackets,
--          no spaces); % and _ are characters like others; letters and digits
--          are sought among names that have any; 51 rows say that there are
--          more than 50
-- 规则:    名称按半角、统一括号、去空格后比较；% 和 _ 是普通字符；字母和数字只在含
--          字母数字的名称中找；满 51 行表示超过 50 个
-- access:  named
with

hits as (

    select
        entity_id,
        name_length,
        name_key
    from entity_names
    where contains(name_key, $part)
        and (has_letters or not regexp_full_match($part, '[0-9A-Z]+'))
        and is_among(unit, $units)
    order by name_length, name_key, entity_id
    limit 51

)

select
    entity_register.entity_id,
    coalesce(entity_register.uscc, entity_register.reg_no) as entity_code,
    entity_register.name,
    entity_register.entity_kind,
    entity_register.unit,
    ref_counties.county,
    entity_register.reg_status
from hits
inner join entity_register
    on hits.entity_id = entity_register.entity_id
left join ref_counties
    on entity_register.county_code = ref_counties.county_code
order by hits.name_length, hits.name_key, hits.entity_id
