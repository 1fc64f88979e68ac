-- 字段来源: fields of rows in force that the row's own file does not say.
-- grain:   file, sheet, source_row, column_name
create table carried_fields (
    table_name varchar,
    file varchar,
    sheet varchar,
    source_row integer,        -- the row in force
    column_name varchar,
    from_file varchar,         -- the file that last said the field
    from_sheet varchar,
    from_row integer,
    from_exported_on date
)
