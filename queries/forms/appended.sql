-- 追加 | appended: the rows of a select behind those of a table.
-- grain:   that of the select
-- rule:    a select that is kept by one statement is planned once
insert into {name}
{select}
