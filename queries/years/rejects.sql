-- 拒收 | rejects of the year: rows that were read and not loaded.
-- grain:   file, sheet, source_row
-- rule:    all but those of files that the year leaves out
select held_rejects.*
from held_rejects
where held_rejects.file not in (select left_files.path from left_files)
