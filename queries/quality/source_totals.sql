-- 源表合计核对 | Source totals: what a file's own totals say, beside our sums.
-- grain:   file, sheet, source_row, column_name, differing ones first
-- 粒度:    每个文件、工作表、合计行和列一行，不一致的在前
-- params:
-- columns: file, sheet, source_row, table_name, column_name, total_basis,
--          stated_value, counted_value, excess_value, is_different
-- rule:    a total is never added; it is compared with the sum of the column,
--          the number of rows or of firms that were loaded above it
-- 规则:    合计行不计入数据；与其上各载入行的该列之和、行数或户数核对
-- small:   stated_value > excess_value; counted_value > excess_value
-- access:  aggregate
select
    file,
    sheet,
    source_row,
    table_name,
    column_name,
    total_basis,
    stated_value,
    counted_value,
    stated_value - counted_value as excess_value,
    stated_value <> counted_value as is_different
from total_rows
order by
    abs(stated_value - counted_value) desc,
    file,
    sheet,
    source_row,
    column_name
