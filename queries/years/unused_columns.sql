-- 未用列 | unused columns of the year.
-- grain:   file, sheet, column_no
-- rule:    all but those of files that the year leaves out
select held_unused_columns.*
from held_unused_columns
where held_unused_columns.file not in (select left_files.path from left_files)
