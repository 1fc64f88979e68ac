-- 存疑单元格 | Doubtful cells: what was loaded with a changed or doubtful meaning.
-- grain:   table_name, column_name, rule_code, most frequent first
-- 粒度:    每张表、每列、每条规则一行，次数多的在前
-- params:
-- columns: table_name, column_name, rule_code, cell_count, file_count
-- rule:    rules that change the meaning of a cell leave one row per cell
-- 规则:    改变含义的清洗规则每格留一条记录
-- sums:    cell_count
-- access:  aggregate
select
    table_name,
    column_name,
    rule_code,
    count(*) as cell_count,
    count(distinct file) as file_count
from warning_rows
group by table_name, column_name, rule_code
order by cell_count desc, table_name, column_name, rule_code
