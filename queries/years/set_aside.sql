-- 未载入 | set aside of the year: what was not loaded, but no rejects.
-- grain:   file, sheet, source_row
-- rule:    all but those of files that the year leaves out
select held_set_aside.*
from held_set_aside
where held_set_aside.file not in (select left_files.path from left_files)
