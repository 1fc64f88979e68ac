-- 源已撤回 | withdrawn: task rows that a later export of their task no longer holds.
-- grain:   withdrawn: task_no, entity_id; those taken out lose their ids
-- rule:    a later export of the same source and task that holds other rows of it; a
--          row with results is missed in exports of results, another in those of
--          publicity; a decision takes out what its exports no longer held; a notice
--          that bears no numbers of tasks is no export of them
create or replace temp table held_rows as
with

told as (

    select
        results.task_no,
        ids.entity_id,
        systems.source_system,
        'inspection_results' as table_name,
        coalesce(results.uscc, results.reg_no) as entity_code,
        results.name,
        ids.unit,
        results.sheet_no,
        results.source_row
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join result_systems as systems
        using (sheet_no, source_row)
    anti join staged_warnings as untold
        on
            untold.rule_code in ('task_named', 'task_unnamed')
            and results.sheet_no = untold.sheet_no
            and results.source_row = untold.source_row
    union all by name
    select
        publicity.task_no,
        ids.entity_id,
        coalesce(synonyms.value, task_systems.source_system, '*') as source_system,
        'publicity' as table_name,
        coalesce(publicity.uscc, publicity.reg_no) as entity_code,
        publicity.name,
        publicity.sheet_no,
        publicity.source_row
    from staged_publicity as publicity
    inner join ids_publicity as ids
        using (sheet_no, source_row)
    left join synonyms
        on
            synonyms.domain = 'source_system'
            and synonyms.source_system = '*'
            and synonyms.raw_value = publicity.source_text
    left join task_systems
        on publicity.task_no = task_systems.task_no

),

dated as (

    select
        told.*,
        sheets.exported_on,
        max(sheets.exported_on) over (
            partition by told.table_name, told.source_system, told.task_no
        ) as gone_on
    from told
    inner join sheets
        using (sheet_no)

)

select
    task_no,
    entity_id,
    table_name,
    max_by(source_system, exported_on) as source_system,
    max(entity_code) as entity_code,
    max(name) as name,
    max(unit) as unit,
    max(exported_on) as held_on,
    max_by(gone_on, exported_on) as gone_on,
    min_by({'sheet_no': sheet_no, 'source_row': source_row}, source_row) as origin
from dated
group by task_no, entity_id, table_name;

create or replace temp table withdrawn as
with

missing as (

    select held_rows.*
    from held_rows
    anti join held_rows as results
        on
            held_rows.table_name = 'publicity'
            and results.table_name = 'inspection_results'
            and held_rows.task_no = results.task_no
            and held_rows.entity_id = results.entity_id
    where held_rows.held_on < held_rows.gone_on

),

taken_out as (

    select
        missing.task_no,
        missing.entity_id,
        min_by(decisions.decided_by, decisions.decided_at) as decided_by,
        min(decisions.decided_at) as decided_at
    from missing
    inner join decisions
        on
            missing.task_no = decisions.task_no
            and missing.source_system = decisions.source_system
            and missing.held_on < decisions.gone_on
    group by missing.task_no, missing.entity_id

)

select missing.*, taken_out.decided_by, taken_out.decided_at
from missing
left join taken_out
    using (task_no, entity_id);

delete from ids_inspection_results as ids
using staged_inspection_results as results, withdrawn
where
    ids.sheet_no = results.sheet_no
    and ids.source_row = results.source_row
    and ids.entity_id = withdrawn.entity_id
    and results.task_no = withdrawn.task_no
    and withdrawn.decided_at is not null;

delete from ids_publicity as ids
using staged_publicity as publicity, withdrawn
where
    ids.sheet_no = publicity.sheet_no
    and ids.source_row = publicity.source_row
    and ids.entity_id = withdrawn.entity_id
    and publicity.task_no = withdrawn.task_no
    and withdrawn.decided_at is not null;
