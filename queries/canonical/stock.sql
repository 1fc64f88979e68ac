-- 企业实有数: the frozen base at a year's end, per county, and totals beside it.
-- grain:   year_end, county_code, entity_kind; of a row without a county its unit
create table stock (
    year_end date,
    unit varchar,              -- 全省: the total of the province
    county_code varchar,
    entity_kind varchar,
    stock_count bigint,        -- null where the count cannot be
    source varchar,
    is_approved boolean,       -- 核定状态 = 已核定
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
