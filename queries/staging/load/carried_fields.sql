-- 字段来源 | carried fields: which older file a field of a row in force comes from.
-- grain:   file, sheet, source_row, column_name
-- columns: those of queries/canonical/carried_fields.sql
-- rule:    a file that does not say a field leaves it as it was
select
    sheets.table_name,
    sheets.path as file,
    sheets.sheet,
    carried.source_row,
    carried.column_name,
    older.path as from_file,
    older.sheet as from_sheet,
    carried.from_row,
    older.exported_on as from_exported_on
from carried
inner join sheets
    using (sheet_no)
inner join sheets as older
    on carried.from_sheet_no = older.sheet_no
