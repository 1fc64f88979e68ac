-- 暂存空表 | scratch unfilled: the same, for this connection alone.
-- grain:   none
-- rule:    rows that another engine computes find the names and types that this
--          one would have given them
create or replace temp table {name} as
{select}
with no data
