-- 源已撤回 | withdrawals: rows no longer exported, counted or taken out.
-- grain:   task_no, entity_id
-- columns: those of queries/canonical/withdrawals.sql
-- rule:    they count until a decision takes them out, by whom and when
with

registered as (

    select
        entity_id,
        max_by(coalesce(uscc, reg_no), exported_on) as entity_code,
        max_by(name, exported_on) as name,
        max_by(unit, exported_on) as unit
    from entities
    where entity_id in (select entity_id from withdrawn)
    group by entity_id

)

select
    withdrawn.task_no,
    withdrawn.entity_id,
    coalesce(registered.entity_code, withdrawn.entity_code) as entity_code,
    coalesce(registered.name, withdrawn.name) as name,
    coalesce(withdrawn.unit, registered.unit, '未映射') as unit,
    withdrawn.source_system,
    withdrawn.held_on,
    withdrawn.gone_on,
    withdrawn.decided_by,
    withdrawn.decided_at,
    sheets.path as source_file,
    sheets.sheet,
    withdrawn.origin.source_row as source_row
from withdrawn
inner join sheets
    on withdrawn.origin.sheet_no = sheets.sheet_no
left join registered
    on withdrawn.entity_id = registered.entity_id
