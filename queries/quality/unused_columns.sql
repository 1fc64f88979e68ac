-- 未使用的列 | Unused columns: columns of files of which nothing is taken.
-- grain:   file, sheet, column_no, unknown ones with most cells first
-- 粒度:    每个文件、工作表和列一行，不认识而有内容的列在前
-- params:
-- columns: file, sheet, table_name, column_no, header, unused_kind, cell_count,
--          samples
-- rule:    a column whose header no synonym names, or that says again what
--          another column says, is not used; columns of personal data are
--          dropped on reading; samples only where they tell of no person
-- 规则:    没有同义词对应的列、与另一列同义的列不使用；个人信息列读入时即丢弃；样例只
--          列出与个人无关的取值
-- sums:    cell_count
-- access:  aggregate
select
    file,
    sheet,
    table_name,
    column_no,
    header,
    unused_kind,
    cell_count,
    samples
from unused_rows
order by
    unused_kind in ('not_needed', 'personal', 'row_number'),
    cell_count desc,
    file,
    sheet,
    column_no
