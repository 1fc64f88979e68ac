-- 未映射 | Unmapped values: names and codes that no table of the rules knows.
-- grain:   table_name, column_name, raw_value, most frequent first
-- 粒度:    每张表、列和原文一行，次数多的在前
-- params:
-- columns: table_name, column_name, rule_code, raw_value, cell_count
-- rule:    an office, unit or code without an alias stays 未映射
-- 规则:    没有对应别名的处室、单位或代码保持未映射
-- access:  named
select
    table_name,
    column_name,
    rule_code,
    raw_value,
    count(*) as cell_count
from warning_rows
where clean_value is null
    or rule_code in ('place_unknown', 'place_elsewhere')
group by table_name, column_name, rule_code, raw_value
order by cell_count desc, table_name, column_name, raw_value
