-- 撤表 | gone: a table that is to be kept anew.
-- grain:   none
-- rule:    none is there where the snapshot before had none
drop table if exists {name}
