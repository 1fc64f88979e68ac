-- 企业实有数: the frozen base at a year's end, per county.
-- grain:   year_end, county_code, entity_kind
create table stock (
    year_end date,
    unit varchar,
    county_code varchar,
    entity_kind varchar,
    stock_count bigint,
    source varchar,
    is_approved boolean,       -- 核定状态 = 已核定
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
