-- 他年文件 | left files: those that the year leaves out.
-- grain:   path
-- rule:    all but the files of the year; what was noted of their rows is left
--          out with them
select held_files.path
from held_files
where held_files.path not in (select files.path from files)
