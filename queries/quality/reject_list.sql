-- 拒收明细 | Rejected rows: file, row, reason and the cells, masked.
-- grain:   file, sheet, source_row
-- 粒度:    每个文件、工作表和行一行
-- params:
-- columns: file, sheet, source_row, table_name, reason_code, reason,
--          column_name, cells
-- rule:    every refused row with its reason; cells of personal data are masked
-- 规则:    每个拒收行及其原因；个人信息单元格已遮盖
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
