-- 补正 | corrections: rows of a file given back that say which refused row they correct.
-- grain:   one row per such row of the sheets in hand
-- rule:    a row that is refused again is noted as that
insert into staged_corrections
select
    data.sheet_no,
    data.source_row,
    data.corrects,
    refused.sheet_no is not null as is_refused
from data
left join refused
    on data.sheet_no = refused.sheet_no and data.source_row = refused.source_row
where data.corrects is not null;
