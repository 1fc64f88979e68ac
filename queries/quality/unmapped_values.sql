-- 未映射 | Unmapped values: names and codes that no table of the rules knows.
-- grain:   table_name, column_name, raw_value, most frequent first
-- params:
-- columns: table_name, column_name, rule_code, raw_value, cell_count
-- rule:    canonical.md: an office or unit without an alias stays 未映射
-- access:  named
select
    table_name,
    column_name,
    rule_code,
    raw_value,
    count(*) as cell_count
from warning_rows
where clean_value is null
group by table_name, column_name, rule_code, raw_value
order by cell_count desc, table_name, column_name, raw_value
