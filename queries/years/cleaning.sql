-- 清洗 | cleaning of the year: rules that only reformat.
-- grain:   file, sheet, column_name, rule_code
-- rule:    those of the files of the year
select held_cleaning.*
from held_cleaning
where held_cleaning.file in (select files.path from files)
