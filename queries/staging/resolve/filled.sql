-- 补全行 | filled: rows in force that say more with what older files said.
-- grain:   sheet_no, source_row
-- columns: those of the table in hand
-- rule:    rows that gave way are not filled
select whole.*
from (
    select * from staged_in_hand where false
    union all by name
    select * from whole_rows
) as whole
inner join staged_in_hand as raw
    on whole.sheet_no = raw.sheet_no and whole.source_row = raw.source_row
anti join losers
    on whole.sheet_no = losers.sheet_no and whole.source_row = losers.source_row
where whole is distinct from raw
