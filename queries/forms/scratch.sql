-- 暂存 | scratch: the rows of a select under a name, for this connection alone.
-- grain:   that of the select
-- rule:    read many times, planned and computed once
create or replace temp table {name} as
{select}
