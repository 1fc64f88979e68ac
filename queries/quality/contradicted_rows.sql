-- 互相矛盾的行 | Contradicting rows: lines of one file that disagree.
-- grain:   file, sheet, source_row, column_name
-- 粒度:    每个文件、工作表、行和列一行
-- params:
-- columns: file, sheet, table_name, source_row, column_name, raw_value,
--          clean_value
-- rule:    of rows of one file about the same thing the one with the later
--          inspection or publication date counts, else the last line; both
--          lines are named
-- 规则:    同一文件内关于同一对象的各行互相矛盾时，取检查（公示）日期较晚的一行，没有
--          日期可比的取靠后的一行；两行都列明
-- access:  named
select
    file,
    sheet,
    table_name,
    source_row,
    column_name,
    raw_value,
    clean_value
from warning_rows
where rule_code = 'contradicted'
order by file, sheet, source_row, column_name
