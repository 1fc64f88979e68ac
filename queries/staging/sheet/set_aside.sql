-- 搁置 | set aside: rows that were not loaded with their cells, sheets, files.
-- grain:   one row per row, sheet or file
-- rule:    numbers of persons and names beside 填报人, 联系人 … are masked
insert into staged_set_aside
select
    sheet_no,
    file,
    source_row,
    aside_kind,
    row_count,
    same_as_row,
    is_like_data,
    list_transform(cells, lambda cell: mask_persons(mask_numbers(cell)))
from aside_rows;
