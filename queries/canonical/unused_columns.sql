-- 未用列: columns of files of which nothing is taken.
-- grain:   file, sheet, column_no
create table unused_columns (
    file varchar,
    sheet varchar,
    table_name varchar,
    column_no integer,          -- from 1, as the file has them
    header varchar,
    unused_kind varchar,       -- unknown, repeated, without_header, not_needed,
                               -- personal, row_number
    cell_count bigint,         -- cells with text below the header
    samples varchar[]          -- only what tells nothing of a person
)
