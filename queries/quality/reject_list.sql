-- 拒收明细 | Rejected rows: file, row, reason and the cells, masked.
-- grain:   file, sheet, source_row
-- 粒度:    每个文件、工作表和行一行
-- params:
-- columns: file, sheet, source_row, table_name, reason_code, reason,
--          column_name, cells, corrected_by, corrected_row,
--          is_refused_again
-- rule:    every refused row with its reason, and the file and row that
--          corrected it or, refused again, stand for it now; cells of personal
--          data are masked
-- 规则:    每个拒收行及其原因，已补正或再次被拒的注明文件和行；个人信息单元格已遮盖
-- access:  named
select
    file,
    sheet,
    source_row,
    table_name,
    reason_code,
    reason,
    column_name,
    cells,
    corrected_by,
    corrected_row,
    is_refused_again
from reject_rows
order by file, sheet, source_row
