-- 离开行 | leaving: rows that give way, and those that come back filled.
-- grain:   sheet_no, source_row
-- rule:    rows that gave way are noted: their account is kept only once
create or replace temp table leaving as
select sheet_no, source_row from losers
union
select sheet_no, source_row from filled_rows;

create or replace temp table spent_rows as
select distinct losers.sheet_no, losers.source_row
from losers
inner join carried
    on losers.sheet_no = carried.from_sheet_no and losers.source_row = carried.from_row
