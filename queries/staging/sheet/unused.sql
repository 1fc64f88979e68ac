-- 未用列 | unused columns of the sheets in hand.
-- grain:   sheet_no, column_no
-- rule:    no column is left out silently
insert into staged_unused_columns
select sheet_no, column_no, header, unused_kind, cell_count, samples
from unused_rows;
