-- 逐文件存疑 | Doubts by file: how many cells of which kind are doubtful.
-- grain:   file, sheet, rule_code, most frequent first
-- 粒度:    每个文件、工作表和规则一行，次数多的在前
-- params:
-- columns: file, sheet, table_name, rule_code, cell_count
-- rule:    every doubt is a cell of a loaded row; a row may have several
-- 规则:    每个存疑是已载入行中的一格；一行可有多格
-- sums:    cell_count
-- access:  aggregate
select
    file,
    sheet,
    table_name,
    rule_code,
    count(*) as cell_count
from warning_rows
group by file, sheet, table_name, rule_code
order by cell_count desc, file, sheet, rule_code
