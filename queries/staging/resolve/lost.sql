-- 被取代行数 | lost rows: how many rows of each sheet a later row replaced.
-- grain:   sheet_no
-- columns: sheet_no, duplicate_count, superseded_count
-- rule:    replaced inside one file is a duplicate, by another file superseded
select
    sheet_no,
    count(*) filter (where sheet_no = winner_sheet_no) as duplicate_count,
    count(*) filter (where sheet_no <> winner_sheet_no) as superseded_count
from losers
group by sheet_no
order by sheet_no
