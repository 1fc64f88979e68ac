-- 源表合计 | source totals of the year.
-- grain:   file, sheet, source_row, column_name
-- rule:    all but those of files that the year leaves out
select held_source_totals.*
from held_source_totals
where held_source_totals.file not in (select left_files.path from left_files)
