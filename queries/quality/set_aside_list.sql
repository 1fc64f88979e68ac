-- 未载入明细 | Set aside, listed: each row not loaded with its cells, masked.
-- grain:   file, sheet, source_row; a whole sheet or file has no row
-- 粒度:    每个文件、工作表和行一行；整张工作表或整个文件没有行号
-- params:
-- columns: file, sheet, source_row, table_name, aside_kind, same_as_row,
--          is_like_data, cells
-- rule:    titles, headers, hints, samples, totals, notes, blank and repeated
--          rows, sheets and files; cells of personal data are masked
-- 规则:    标题、表头、提示、样例、合计、说明、空行和重复行，以及整张工作表和文件；个人
--          信息单元格已遮盖
-- access:  named
select
    file,
    sheet,
    source_row,
    table_name,
    aside_kind,
    same_as_row,
    is_like_data,
    cells
from aside_rows
order by is_like_data desc, file, sheet, source_row
