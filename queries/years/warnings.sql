-- 存疑 | warnings of the year: cells changed in meaning or doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
-- rule:    all but those of files that the year leaves out
select held_warnings.*
from held_warnings
where held_warnings.file not in (
    select held_files.path
    from held_files
    where held_files.path not in (select files.path from files)
)
