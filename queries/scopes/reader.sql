-- 读者 | reader: whose rows the queries of this cursor see.
-- grain:   one value per cursor
-- rule:    bound, never written into a query; {name} is reader_units,
--          reader_counties or reader_offices
set variable {name} = $reached
