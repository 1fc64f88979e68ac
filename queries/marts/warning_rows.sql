-- 存疑 | warnings: cells whose meaning was changed or is doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
-- rule:    rules that change meaning leave one row per cell
select
    file,
    sheet,
    source_row,
    table_name,
    column_name,
    rule_code,
    raw_value,
    clean_value
from warnings
order by file, sheet, source_row, column_name, rule_code
