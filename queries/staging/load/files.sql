-- 来源文件 | files: what was read, and what became of every row.
-- grain:   path, sheet
-- columns: those of queries/canonical/files.sql
-- rule:    read = loaded + duplicate + rejected + non-data; a row without place is one
--          in force whose entity, task row or name belongs to no unit
with

unplaced as (

    select ids.sheet_no, ids.source_row
    from ids_register as ids
    semi join staged_register
        using (sheet_no, source_row)
    where ids.unit is null
    union
    select ids.sheet_no, ids.source_row
    from ids_inspection_results as ids
    inner join staged_inspection_results as results
        using (sheet_no, source_row)
    inner join task_rows
        on results.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id
    where task_rows.unit = '未映射'
    union
    select ids.sheet_no, ids.source_row
    from ids_publicity as ids
    inner join staged_publicity as publicity
        using (sheet_no, source_row)
    inner join task_rows
        on publicity.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id
    where task_rows.unit = '未映射'
    union
    select sheet_no, source_row
    from small_rows
    where unit is null
    union
    select sheet_no, source_row
    from stock_rows
    where unit is null

),

counted as (

    select sheet_no, count(*) as unplaced_count
    from unplaced
    group by sheet_no

)

select
    sheets.path,
    sheets.sheet,
    sheets.sha256,
    sheets.table_name,
    sheets.encoding,
    sheets.exported_on,
    sheets.read_count,
    sheets.loaded_count,
    sheets.superseded_count,
    sheets.duplicate_count,
    sheets.rejected_count,
    sheets.non_data_count,
    sheets.is_synthetic,
    sheets.is_set_aside,
    sheets.header_row,
    sheets.deciding as deciding_headers,
    sheets.date_basis,
    sheets.date_text,
    coalesce(counted.unplaced_count, 0) as unplaced_count
from sheets
left join counted
    using (sheet_no)
order by sheets.sheet_no
