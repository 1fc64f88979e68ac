-- 报送: of which units a file holds rows in force, and up to which day they reach.
-- grain:   file, sheet, unit
create table sent_units (
    file varchar,
    sheet varchar,
    table_name varchar,
    unit varchar,
    exported_on date,
    last_fact_on date,         -- latest draw, inspection, publication, class or count
    row_count bigint
)
