-- 重复文本 | alike: columns of the sheets in hand that are tidied, and what they held.
-- grain:   alike_cells: sheet_no, column_name, cell
-- params:  $names
-- rule:    rows that are no data and blank cells are left out
insert into alike_cells
select sheet_no, column_name, cell, count_all
from held
where sheet_no is not null and cell is not null;

set variable alike_columns = $names::varchar[]
