-- 来源表头 | Layouts: the headers of each sheet, with the columns they name.
-- grain:   file, sheet
-- 粒度:    每个文件、工作表一行
-- params:
-- columns: file, sheet, table_name, exported_on, headers, column_names
-- rule:    headers as the file has them, those of two rows as one; a header
--          that nobody knows names no column
-- 规则:    表头照录，两行的合为一行；认不出的表头没有对应的列
-- access:  aggregate
select
    file,
    sheet,
    table_name,
    exported_on,
    headers,
    column_names
from layout_rows
order by file, sheet
