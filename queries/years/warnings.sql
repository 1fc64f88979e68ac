-- 存疑 | warnings of the year: cells changed in meaning or doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
-- rule:    all but those of files that the year leaves out; that a firm is
--          known under another code is no doubt before the year has that code
select held_warnings.*
from held_warnings
where held_warnings.file not in (select left_files.path from left_files)
and (
    held_warnings.rule_code <> 'same_name'
    or held_warnings.clean_value in (
        select entities.uscc
        from entities
        where entities.uscc is not null
    )
)
