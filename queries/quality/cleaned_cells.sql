-- 清洗痕迹 | Cleaned cells: what was only reformatted, by rule.
-- grain:   table_name, column_name, rule_code, most frequent first
-- 粒度:    每张表、每列、每条规则一行，次数多的在前
-- params:
-- columns: table_name, column_name, rule_code, cell_count, file_count
-- rule:    rules that only reformat a cell are counted, not listed;
--          what a mapping wrote is counted too
-- 规则:    只改格式的清洗规则计数，不逐格列出；按对照写入的单元格也计数
-- sums:    cell_count
-- access:  aggregate
select
    table_name,
    column_name,
    rule_code,
    sum(cell_count)::bigint as cell_count,
    count(distinct file) as file_count
from cleaning_rows
group by table_name, column_name, rule_code
order by cell_count desc, table_name, column_name, rule_code
