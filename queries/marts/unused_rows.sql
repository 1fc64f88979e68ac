-- 未用列 | unused columns: columns of files of which nothing is taken.
-- grain:   file, sheet, column_no
-- rule:    no column is left out silently
select
    file,
    sheet,
    table_name,
    column_no,
    header,
    unused_kind,
    cell_count,
    samples
from unused_columns
order by file, sheet, column_no
