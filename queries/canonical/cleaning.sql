-- 清洗: rules that only reformat, counted per file and column.
-- grain:   file, sheet, column_name, rule_code
create table cleaning (
    file varchar,
    sheet varchar,
    table_name varchar,
    column_name varchar,
    rule_code varchar,
    cell_count bigint,
    samples varchar[]
)
