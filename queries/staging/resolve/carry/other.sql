-- 承接 | carried: rows in hand with what later files left out, field by field.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts
create or replace temp view said as select * from staged_in_hand
