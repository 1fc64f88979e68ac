-- 检查结果 | results: every result of a task row, of its items and of the entity.
-- grain:   task_no, entity_id, result_code
-- columns: those of queries/canonical/results.sql
-- rule:    several results stay several; R0 is no result
with

spoken as (

    select
        results.task_no,
        ids.entity_id,
        systems.source_system,
        unnest([results.item_result, results.object_result]) as raw_text
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join result_systems as systems
        using (sheet_no, source_row)

)

select
    spoken.task_no,
    spoken.entity_id,
    meanings.result_code,
    min(spoken.raw_text) as raw_text
from spoken
inner join meanings
    on
        spoken.source_system = meanings.source_system
        and spoken.raw_text = meanings.raw_text
where meanings.result_code <> 'R0'
group by spoken.task_no, spoken.entity_id, meanings.result_code
