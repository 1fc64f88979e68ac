-- 全表 | whole: all rows of a select.
-- grain:   that of the select
-- rule:    a table or a select in brackets
select *
from {select}
