-- 执法检查人员: the roster; names are personal data.
-- grain:   inspector_id, year of export
create table inspectors (
    inspector_id varchar,      -- unit + '-' + 工号, leading zeros kept
    name varchar,
    unit varchar,
    office varchar,
    county_code varchar,
    station varchar,
    cert_valid_to date,
    qualifications varchar[],
    item_scope varchar[],
    state varchar,             -- 有效, 失效, 黑名单
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
