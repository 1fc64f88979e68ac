-- 未载入行 | aside rows: data rows that repeat another, and rows that are no data.
-- grain:   one row per such row below the header of the sheets in hand
-- columns: sheet_no, source_row, aside_kind, same_as_row
-- rule:    every row that is read is loaded, refused, or listed here; what was not
--          cleaned is no data
select
    sheet_no,
    source_row,
    non_data_kind(first_cell, filled, header_hits, is_identified) as aside_kind,
    null::integer as same_as_row
from raw
anti join cleaned
    using (sheet_no, source_row)
union all
select sheet_no, source_row, 'duplicate', first_row
from repeated
order by sheet_no, source_row
