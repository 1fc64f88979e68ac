-- 存疑 | warnings of the year: cells whose meaning was changed or is doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
-- rule:    those of the files of the year
select held_warnings.*
from held_warnings
where held_warnings.file in (select files.path from files)
