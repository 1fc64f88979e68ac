-- 逐表拒收 | rejects of sheets: how many rows for which reason.
-- grain:   sheet_no, reason_code, most frequent first
-- columns: sheet_no, reason_code, row_count
-- rule:    one reason per refused row
select sheet_no, reason_code, count(*) as row_count
from staged_rejects
group by sheet_no, reason_code
order by sheet_no, row_count desc, reason_code
