-- 拒收: rows that were read and not loaded, and why.
-- grain:   file, sheet, source_row
create table rejects (
    file varchar,
    sheet varchar,
    source_row integer,
    table_name varchar,
    reason_code varchar,
    reason varchar,
    column_name varchar,
    cells varchar[]            -- personal data masked as ***
)
