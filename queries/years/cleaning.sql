-- 清洗 | cleaning of the year: rules that only reformat.
-- grain:   file, sheet, column_name, rule_code
-- rule:    all but those of files that the year leaves out
select held_cleaning.*
from held_cleaning
where held_cleaning.file not in (select left_files.path from left_files)
