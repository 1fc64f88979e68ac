-- 信用风险分类: changes of an entity's class, never its monthly repetition.
-- grain:   entity_id, valid_from
create table class_periods (
    entity_id integer,
    valid_from date,
    risk_class varchar,        -- A, B, C, D
    score double,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
