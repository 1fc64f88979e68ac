-- 逐表未映射 | rows of sheets that are of no unit.
-- grain:   sheet_no
-- columns: sheet_no, unplaced_count
-- rule:    as the table files has them
select sheets.sheet_no, files.unplaced_count
from files
inner join sheets
    on files.path = sheets.path and files.sheet = sheets.sheet
order by sheets.sheet_no
