-- 未载入: rows, sheets and files that were read or met and not loaded, but no rejects.
-- grain:   file, sheet, source_row
create table set_aside (
    file varchar,
    sheet varchar,
    source_row integer,
    table_name varchar,
    aside_kind varchar,        -- title, header, hint, sample, blank, total, note,
                               -- duplicate; hidden_sheet, no_table; not_read, refused
    row_count bigint,          -- unknown of a file
    same_as_row integer,       -- of a duplicate the row that it repeats
    is_like_data boolean,      -- a sheet or file that seems to hold a table
    cells varchar[]            -- personal data masked as ***
)
