-- 拒收 | rejects of the year: rows that were read and not loaded.
-- grain:   file, sheet, source_row
-- rule:    those of the files of the year
select held_rejects.*
from held_rejects
where held_rejects.file in (select files.path from files)
