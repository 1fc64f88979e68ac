-- 拒收行 | refused rows of the sheets in hand, in the order of the files.
-- grain:   one row per refused row
-- columns: sheet_no, source_row, reason_code, column_name
-- rule:    every refused row is listed
select sheet_no, source_row, reason_code, column_name
from refused
order by sheet_no, source_row
