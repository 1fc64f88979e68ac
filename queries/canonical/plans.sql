-- 抽查计划: plan rows of province, units and counties.
-- grain:   plan_no, year of export
create table plans (
    plan_no varchar,
    plan_year integer,
    name varchar,
    level varchar,             -- 省级, 市级, 县级
    lead_office varchar,
    unit varchar,              -- null at the provincial level
    county_code varchar,       -- null unless 县级
    provincial_plan_no varchar,
    ratio_text varchar,
    ratio double,              -- 0-1, null where the text gives none
    ratio_qualifier varchar,   -- 不低于, 不超过, 约, null
    planned_count integer,
    count_text varchar,
    count_qualifier varchar,   -- 不低于, 不超过, 约, null
    is_of_enterprises boolean, -- all objects named; null: it names none
    window_from date,
    window_to date,
    period_text varchar,
    draw_kind varchar,         -- 定向, 不定向
    joint varchar,             -- 否, 部门内, 跨部门
    item_level varchar,        -- 一般, 重点
    is_professional boolean,
    risk_fields varchar[],
    state varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
