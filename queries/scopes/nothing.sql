-- 不显示 | nothing: no row.
-- grain:   that of the mart
-- rule:    what nobody declared, and what a county does not see
create view {name} as
select *
from whole.{name}
where false
