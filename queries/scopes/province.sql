-- 全省 | province: every row.
-- grain:   that of the mart
-- rule:    declared in limits.csv, with the reason
create view {name} as
select *
from whole.{name}
