-- 逐表计数 | counts: what became of the data rows of the sheets in hand.
-- grain:   sheet_no; a sheet without data rows is absent
-- columns: sheet_no, data_count, rejected_count, duplicate_count
-- rule:    read = loaded + duplicate + rejected + non-data
select
    sheet_no,
    sum(data_count) as data_count,
    sum(rejected_count) as rejected_count,
    sum(duplicate_count) as duplicate_count
from (
    select sheet_no, 1 as data_count, 0 as rejected_count, 0 as duplicate_count
    from cleaned
    union all
    select sheet_no, 0, 1, 0 from refused
    union all
    select sheet_no, 0, 0, 1 from repeated
)
group by sheet_no
order by sheet_no
