-- 重复文本 | alike: what the columns of the sheets in hand that are tidied held.
-- grain:   sheet_no, column_name, cell
-- rule:    rows that are no data and blank cells are left out
insert into alike_cells
select sheet_no, column_name, cell, count_all
from held
where sheet_no is not null and cell is not null;
