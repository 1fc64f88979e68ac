-- 未入名录原因: why an entity cannot enter the frame; empty where it can.
-- grain:   one row per row of the registered table candidates
-- params:  none
-- columns: entity, id, region, unit, class, group, reason
-- rule:    ssj1, 1: entities that cannot enter a frame are listed and counted
select
    entity,
    id,
    region,
    unit,
    class,
    "group",
    case
        when id is null then '无统一社会信用代码或注册号'
        when fault = 1 then '编号含有不允许的字符'
        when fault = 2 then '编号超过22个字符'
        when fault = 3 then '统一社会信用代码校验位不符'
        when not regexp_full_match(region, '[0-9]{6}') then '地区代码不明'
        when class not in ('A', 'B', 'C', 'D', '-') then '无信用风险分类'
        when row_number() over (partition by id order by entity, region, unit) > 1
            then '编号重复'
        else ''
    end as reason
from candidates
order by id, entity
