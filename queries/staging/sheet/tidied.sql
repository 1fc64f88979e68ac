-- 已整理的列 | tidied: columns of the sheets in hand of which no cell is to be tidied.
-- grain:   none
-- params:  $names
-- rule:    their texts were tidied once each, or they are blank
set variable alike_columns = $names::varchar[];
