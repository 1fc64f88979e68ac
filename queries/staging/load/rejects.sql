-- 拒收 | rejects: rows that were read and not loaded, and why.
-- grain:   file, sheet, source_row
-- columns: those of queries/canonical/rejects.sql
-- rule:    every refused row is listed
select
    sheets.path as file,
    sheets.sheet,
    rejects.source_row,
    sheets.table_name,
    rejects.reason_code,
    rejects.reason,
    rejects.column_name,
    rejects.cells
from staged_rejects as rejects
inner join sheets
    using (sheet_no)
