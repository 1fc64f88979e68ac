-- 事项结果 | result items: one checked item of a task row.
-- grain:   task_no, entity_id, item_code
-- columns: those of queries/canonical/result_items.sql
-- rule:    of several rows for one item the latest row counts; R0 is no result
with

items as (

    select
        results.*,
        ids.entity_id,
        systems.source_system,
        sheets.exported_on,
        sheets.path,
        sheets.sheet,
        row_number() over (
            partition by results.task_no, ids.entity_id, results.item_code
            order by
                sheets.exported_on desc,
                results.sheet_no desc,
                results.source_row desc
        ) as preference
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join result_systems as systems
        using (sheet_no, source_row)
    inner join sheets
        using (sheet_no)
    where results.item_code is not null

),

item_results as (

    select
        meanings.source_system,
        meanings.raw_text,
        min_by(meanings.result_code, ref_results.main_precedence) as result_code
    from meanings
    inner join ref_results
        on meanings.result_code = ref_results.result_code
    where meanings.result_code <> 'R0'
    group by meanings.source_system, meanings.raw_text

)

select
    items.task_no,
    items.entity_id,
    items.item_code,
    case
        when checked.value is not null then checked.value = 'true'
        when items.inspected_on is not null then true
    end as is_checked,
    items.inspected_on,
    item_results.result_code,
    items.problem,
    items.disposal,
    items.exported_on,
    items.path as source_file,
    items.sheet,
    items.source_row
from items
left join synonyms as checked
    on
        checked.domain = 'bool'
        and checked.source_system = '*'
        and checked.raw_value = items.checked_text
left join item_results
    on
        items.source_system = item_results.source_system
        and items.item_result = item_results.raw_text
where items.preference = 1
