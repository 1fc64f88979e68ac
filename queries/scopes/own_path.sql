-- 本单位的文件 | own_path: files whose rows are all of own units.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where (path, sheet) in (
    select (own_sheets.file, own_sheets.sheet) from own_sheets
)
