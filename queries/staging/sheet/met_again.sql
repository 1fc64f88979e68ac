-- 再次遇到的文件 | met again: files set aside earlier that this import holds again.
-- grain:   none
-- params:  $names
-- rule:    what the latest import says of a file counts
delete from staged_set_aside
where sheet_no is null and list_contains($names, file);
