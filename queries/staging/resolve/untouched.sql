-- 原样行 | untouched: rows as their files have them, for the next import.
-- grain:   sheet_no, source_row
-- columns: those of the table in hand
-- rule:    rows that are filled, and rows that gave way but still say a field
select staged_in_hand.*
from staged_in_hand
semi join (
    select sheet_no, source_row from fillings
    union
    select carried.from_sheet_no, carried.from_row
    from carried
    inner join losers
        on
            carried.from_sheet_no = losers.sheet_no
            and carried.from_row = losers.source_row
) as involved
    on
        staged_in_hand.sheet_no = involved.sheet_no
        and staged_in_hand.source_row = involved.source_row
