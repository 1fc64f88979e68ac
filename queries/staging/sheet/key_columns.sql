-- 键列 | key columns: the table in hand, and by which fields its rows are told apart.
-- grain:   none
-- params:  $table_name
-- rule:    set for the two steps about refused rows
set variable table_in_hand = $table_name
