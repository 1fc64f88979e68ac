-- 按代码查找 | Entities by code: those whose code begins with, or holds, the asked.
-- grain:   one row per entity, by code; at most 51
-- 粒度:    每个主体一行，按代码；最多51行
-- params:  $code, $part, $units
-- columns: entity_id, entity_code, name, entity_kind, unit, county, reg_status
-- rule:    统一社会信用代码 or registration number, from the first character on
--          ($code) or anywhere in it ($part); no wildcards; two codes of one
--          entity are one row; 51 rows say that there are more than 50
-- 规则:    统一社会信用代码或注册号，从首位起（$code）或任意位置（$part）；不用通配
--          符；一个对象的两个代码只列一行；满 51 行表示超过 50 个
-- access:  named
with

hits as (

    select *
    from entity_codes
    where (code >= $code and code < $code || 'ｚ' or contains(code, $part))
        and is_among(unit, $units)
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
