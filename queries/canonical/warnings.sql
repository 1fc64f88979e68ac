-- 存疑: loaded rows with a cell whose meaning was changed or is doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
create table warnings (
    file varchar,
    sheet varchar,
    source_row integer,
    table_name varchar,
    column_name varchar,
    rule_code varchar,
    raw_value varchar,
    clean_value varchar
)
