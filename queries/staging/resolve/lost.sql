-- 被取代行数 | lost rows: how many rows of each sheet gave way.
-- grain:   sheet_no
-- columns: sheet_no, duplicate_count, superseded_count
-- rule:    only what says the same in one file is a duplicate; a row that another
--          contradicts was loaded and is superseded, as by a later export; one that an
--          earlier import counted is not counted again
select
    sheet_no,
    count(*) filter (where is_equal) as duplicate_count,
    count(*) filter (where not is_equal) as superseded_count
from losers
anti join staged_spent
    using (sheet_no, source_row)
group by sheet_no
order by sheet_no
