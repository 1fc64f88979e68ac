-- 复原 | coming back: filled rows leave again, for their files' own rows to come.
-- grain:   none
-- rule:    a snapshot hands on what files say, not what was put together
create or replace temp table leaving as
select sheet_no, source_row from filled_rows;

delete from staged_spent;

insert into staged_spent
select sheet_no, source_row from spent_rows
