-- 检查对象: the register, one row per entity and year of export.
-- grain:   entity_id, year of export
create table entities (
    entity_id integer,
    uscc varchar,              -- 18 characters, upper case, or null
    reg_no varchar,            -- old registration number, or null
    name varchar,              -- as exported
    name_key varchar,          -- NFKC, brackets unified, no spaces: for comparing
    entity_kind varchar,       -- 企业, 个体工商户, 农民专业合作社, 代表机构, 未知
    industry_code varchar,     -- GB/T 4754 letter and digits
    reg_status varchar,        -- 存续, 注销, 吊销, 撤销, 迁出, 停业, 未知
    established_on date,
    registrar_code varchar,    -- six digits, 登记机关: never the jurisdiction
    unit varchar,              -- jurisdiction; 未映射 where nothing maps
    county_code varchar,       -- six digits, jurisdiction, or null
    station varchar,           -- 管辖单位 (所)
    tags varchar[],            -- 监管标签, 专项库, 自贸片区
    in_register boolean,       -- false: created from a result row
    from_year integer,         -- first year in which the row holds; null: always
    until_year integer,        -- year from which a later row holds; null: none
    exported_on date,          -- export date of the file the row came from
    source_file varchar,
    sheet varchar,
    source_row integer
)
