-- 收起 | clear: nothing of the sheets in hand is left behind.
-- grain:   none
-- rule:    the next sheet starts clean
drop view loaded;
drop view if exists identified;
drop view data;
drop table refused;
drop table repeated;
drop table cleaned;
drop table unusual;
delete from alike_cells;
reset variable alike_columns;
