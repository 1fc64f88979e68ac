-- 已知各行 | known: the rows of one table that the earlier snapshot has too, as they are now.
-- grain:   one row per row of the table
-- rule:    what only the later one has was not known, what it lacks is gone
select new_rows.* exclude (row_key, row_content)
from new_rows
semi join old_rows
    using (row_key)
