-- 应交材料: state of each duty as exported.
-- grain:   duty, subject, year of export
create table duties (
    duty varchar,
    subject varchar,           -- unit, county name or provincial office
    unit varchar,
    state varchar,
    received_on date,
    filed_at varchar,
    score double,
    score_item varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
