-- 未载入 | set aside: rows, sheets and files that were not loaded, but no rejects.
-- grain:   file, sheet, source_row; a whole sheet or file has no row
-- rule:    every row that is read is loaded, refused, or listed here
select
    file,
    sheet,
    source_row,
    table_name,
    aside_kind,
    row_count,
    same_as_row,
    is_like_data,
    cells
from set_aside
order by file, sheet, source_row
