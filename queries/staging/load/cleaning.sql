-- 清洗 | cleaning: rules that only reformat, counted per file and column.
-- grain:   file, sheet, column_name, rule_code
-- columns: those of queries/canonical/cleaning.sql
-- rule:    counted, with ten samples
select
    sheets.path as file,
    sheets.sheet,
    sheets.table_name,
    cleaning.column_name,
    cleaning.rule_code,
    cleaning.cell_count,
    cleaning.samples
from staged_cleaning as cleaning
inner join sheets
    using (sheet_no)
