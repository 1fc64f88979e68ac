-- 存疑明细 | Doubts, listed: each cell with its row, what it says, what was made.
-- grain:   file, sheet, source_row, column_name, rule_code, rare kinds first
-- 粒度:    每个文件、工作表、行、列和规则一行，少见的种类在前
-- params:
-- columns: file, sheet, source_row, table_name, column_name, rule_code,
--          raw_value, clean_value
-- rule:    the row is loaded; where nothing was made of the cell it counts as
--          if it were empty
-- 规则:    所在行已载入；没有采用值的单元格按空值处理
-- access:  named
select
    file,
    sheet,
    source_row,
    table_name,
    column_name,
    rule_code,
    raw_value,
    clean_value
from warning_rows
order by
    count(*) over (partition by table_name, column_name, rule_code),
    file,
    sheet,
    source_row,
    column_name,
    rule_code
