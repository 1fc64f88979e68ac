-- 未载入 | set aside: rows, sheets and files that were not loaded, but no rejects.
-- grain:   file, sheet, source_row; a whole sheet or file has no row
-- columns: those of queries/canonical/set_aside.sql
-- rule:    a sheet that is taken in later is set aside no more
select
    coalesce(aside.file, sheets.path) as file,
    sheets.sheet,
    aside.source_row,
    sheets.table_name,
    aside.aside_kind,
    aside.row_count,
    aside.same_as_row,
    aside.is_like_data,
    aside.cells
from staged_set_aside as aside
left join sheets
    using (sheet_no)
where aside.sheet_no is null or sheets.sheet_no is not null
