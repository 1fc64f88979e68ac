-- 拒收 | rejects: refused rows with their cells, numbers of persons masked.
-- grain:   one row per refused row
-- rule:    sensitive cells are ***
insert into staged_rejects
select
    sheet_no,
    source_row,
    reason_code,
    reason,
    column_name,
    list_transform(cells, lambda cell: mask_numbers(cell))
from refused_rows;
