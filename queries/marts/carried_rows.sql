-- 字段来源 | carried: fields of rows in force that an older file said last.
-- grain:   file, sheet, source_row, column_name
-- rule:    a file that does not say a field leaves it as it was
select
    table_name,
    file,
    sheet,
    source_row,
    column_name,
    from_file,
    from_sheet,
    from_row,
    from_exported_on
from carried_fields
order by file, sheet, source_row, column_name
