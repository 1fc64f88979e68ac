-- 拒收 | rejects: rows that were read and not loaded, and why.
-- grain:   file, sheet, source_row
-- rule:    sensitive cells are masked
select
    file,
    sheet,
    source_row,
    table_name,
    reason_code,
    reason,
    column_name,
    cells,
    corrected_by,
    corrected_row,
    is_refused_again
from rejects
order by file, sheet, source_row
