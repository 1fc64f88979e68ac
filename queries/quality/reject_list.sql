-- 拒收明细 | Rejected rows: file, row, reason and the cells, masked.
-- grain:   file, sheet, source_row
-- params:
-- columns: file, sheet, source_row, table_name, reason_code, reason,
--          column_name, cells
-- rule:    export-formats.md, personal data: sensitive cells are masked
-- access:  named
select
    file,
    sheet,
    source_row,
    table_name,
    reason_code,
    reason,
    column_name,
    cells
from reject_rows
order by file, sheet, source_row
