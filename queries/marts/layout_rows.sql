-- 表头 | layouts: the headers of each sheet, with the columns that they name.
-- grain:   file, sheet
-- rule:    as the file has them
select
    file,
    sheet,
    table_name,
    exported_on,
    headers,
    column_names
from layouts
order by file, sheet
