-- 逐表未用列 | unused columns of sheets.
-- grain:   sheet_no, column_no
-- columns: sheet_no, column_no, header, unused_kind, cell_count, samples
-- rule:    as the file has them
select sheet_no, column_no, header, unused_kind, cell_count, samples
from staged_unused_columns
order by sheet_no, column_no
