-- 模拟配对回避 | Recusals of a simulated draw: who keeps away from whom.
-- grain:   inspector, id or station, basis
-- 粒度:    每名检查人员、回避的主体或所、理由一行
-- params:  $as_of, $units
-- columns: inspector, id, station, basis
-- rule:    declared interests in force on the as-of date, and the inspectors of
--          an entity's last inspection
-- 规则:    截止日有效的回避登记，以及对象上次检查的检查人员
-- access:  named
with

latest as (

    select
        entity_id,
        inspector_ids
    from visitor_rows
    where inspected_on <= $as_of
    qualify row_number() over (
        partition by entity_id order by inspected_on desc, inspector_ids
    ) = 1

),

kept_away as (

    select
        inspector_id,
        entity_id,
        station,
        '回避登记' as basis
    from recusal_rows
    where (valid_from is null or valid_from <= $as_of)
        and (valid_to is null or valid_to >= $as_of)
    union all
    select distinct
        unnest(inspector_ids) as inspector_id,
        entity_id,
        null as station,
        '上次检查过该对象' as basis
    from latest

)

select
    kept_away.inspector_id as inspector,
    coalesce(entity_register.uscc, entity_register.reg_no) as id,
    kept_away.station,
    kept_away.basis
from kept_away
inner join inspector_rows
    on kept_away.inspector_id = inspector_rows.inspector_id
left join entity_register
    on kept_away.entity_id = entity_register.entity_id
where is_among(inspector_rows.unit, $units)
order by kept_away.inspector_id, id, kept_away.station, kept_away.basis
