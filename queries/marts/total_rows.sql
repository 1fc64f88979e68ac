-- 源表合计 | total rows: what a row of totals states, and what the rows come to.
-- grain:   file, sheet, source_row, column_name
-- rule:    compared with the rows loaded from the same file
select
    file,
    sheet,
    source_row,
    table_name,
    column_name,
    total_basis,
    stated_value,
    counted_value
from source_totals
order by file, sheet, source_row, column_name
