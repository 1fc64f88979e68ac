-- 表头 | layouts of the year: the headers of each sheet.
-- grain:   file, sheet
-- rule:    all but those of files that the year leaves out
select held_layouts.*
from held_layouts
where held_layouts.file not in (select left_files.path from left_files)
