-- 建表 | table: the rows of a select, kept under a name.
-- grain:   that of the select
-- rule:    a select that is kept by one statement is planned once
create table {name} as
{select}
