-- 清洗 | cleaning: cells that a rule only reformatted, per file and column.
-- grain:   file, sheet, column_name, rule_code
-- rule:    counted, with ten samples
select
    file,
    sheet,
    table_name,
    column_name,
    rule_code,
    cell_count,
    samples
from cleaning
order by file, sheet, column_name, rule_code
