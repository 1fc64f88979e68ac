-- 源表合计: what a row of totals in a file states, and what the loaded rows come to.
-- grain:   file, sheet, source_row, column_name
create table source_totals (
    file varchar,
    sheet varchar,
    source_row integer,
    table_name varchar,
    column_name varchar,
    total_basis varchar,       -- sum of the column, rows, or firms
    stated_value double,
    counted_value double
)
