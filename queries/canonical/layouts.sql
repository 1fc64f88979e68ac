-- 表头: the headers of a sheet as the file has them, each with the column that it names.
-- grain:   file, sheet
create table layouts (
    file varchar,
    sheet varchar,
    table_name varchar,
    exported_on date,
    headers varchar[],
    column_names varchar[]     -- '' where nobody knows the header
)
