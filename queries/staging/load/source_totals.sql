-- 源表合计 | source totals: what a row of totals states, and what the rows come to.
-- grain:   file, sheet, source_row, column_name
-- columns: those of queries/canonical/source_totals.sql
-- rule:    compared when the file is read, with the rows loaded from it
select
    sheets.path as file,
    sheets.sheet,
    totals.source_row,
    sheets.table_name,
    totals.column_name,
    totals.total_basis,
    totals.stated_value,
    totals.counted_value
from staged_source_totals as totals
inner join sheets
    using (sheet_no)
