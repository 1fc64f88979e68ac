-- 未用列 | unused columns: columns of files of which nothing is taken.
-- grain:   file, sheet, column_no
-- columns: those of queries/canonical/unused_columns.sql
-- rule:    no column is left out silently
select
    sheets.path as file,
    sheets.sheet,
    sheets.table_name,
    unused.column_no,
    unused.header,
    unused.unused_kind,
    unused.cell_count,
    unused.samples
from staged_unused_columns as unused
inner join sheets
    using (sheet_no)
