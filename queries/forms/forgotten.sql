-- 忘去 | forgotten: the rows of sheets that are read anew leave a table.
-- grain:   none
-- params:  $numbers
-- rule:    the rows of the new reading stand for them
delete from {name}
where list_contains($numbers, sheet_no)
