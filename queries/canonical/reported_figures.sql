-- 单位上报表: figures that units report themselves.
-- grain:   unit, county, as_of, metric
create table reported_figures (
    unit varchar,
    county varchar,
    as_of date,
    metric varchar,
    reported_count double,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
