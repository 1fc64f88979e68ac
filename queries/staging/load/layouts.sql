-- 表头 | layouts: the headers of each sheet with a table.
-- grain:   file, sheet
-- columns: those of queries/canonical/layouts.sql
-- rule:    as the file has them
select
    sheets.path as file,
    sheets.sheet,
    sheets.table_name,
    sheets.exported_on,
    layouts.headers,
    layouts.column_names
from staged_layouts as layouts
inner join sheets
    using (sheet_no)
