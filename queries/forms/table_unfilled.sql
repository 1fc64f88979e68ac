-- 空表 | table unfilled: the columns of a select under a name, no rows yet.
-- grain:   none
-- rule:    rows that another engine computes find the names and types that this
--          one would have given them
create table {name} as
{select}
with no data
