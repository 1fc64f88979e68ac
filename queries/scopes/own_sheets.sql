-- 本单位的工作表 | own_sheets: sheets whose rows are all of own units.
-- grain:   file, sheet
-- rule:    a sheet with rows of several units is for those who see them all
create view own_sheets as
select
    file,
    sheet
from whole.file_units
group by file, sheet
having bool_and(list_contains(getvariable('reader_units'), unit))
