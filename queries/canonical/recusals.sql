-- 回避登记: declared interests.
-- grain:   inspector_id, entity_id or station, year of export
create table recusals (
    inspector_id varchar,
    entity_id integer,
    station varchar,
    reason varchar,
    valid_from date,
    valid_to date,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
