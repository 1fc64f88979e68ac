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
    cells varchar[],           -- personal data masked as ***
    corrected_by varchar,      -- the file whose row stands for it now; null while it is open
    corrected_row integer,
    is_refused_again boolean   -- that row was refused too: it is a reject of its own
)
