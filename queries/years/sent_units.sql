-- 报送 | sent units of the year.
-- grain:   file, sheet, unit
-- rule:    all but those of files that the year leaves out
select held_sent_units.*
from held_sent_units
where held_sent_units.file not in (select left_files.path from left_files)
