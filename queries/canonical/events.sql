-- 大事记: marks on time charts.
-- grain:   happened_on, unit, event
create table events (
    happened_on date,
    unit varchar,
    event varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
