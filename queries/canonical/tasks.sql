-- 抽查任务: one draw each.
-- grain:   task_no
create table tasks (
    task_no varchar,
    plan_no varchar,           -- null: 临时任务
    name varchar,
    lead_office varchar,
    exec_office varchar,
    unit varchar,              -- unit of the executing office; 省局本级 possible
    county_code varchar,
    level varchar,             -- 省级, 市级, 县级
    draw_kind varchar,         -- 定向, 不定向
    joint varchar,             -- 否, 部门内, 跨部门
    object_kinds varchar[],
    item_codes varchar[],
    drawn_on date,
    window_from date,
    window_to date,
    source_system varchar,     -- 协同监管平台, 新平台, 自有系统
    class_used boolean,        -- null: the export does not say
    draw_method varchar,       -- 分类分层, 等比例, 其他
    pool_count integer,
    pool_a integer,
    pool_b integer,
    pool_c integer,
    pool_d integer,
    exempt_field varchar,
    exempt_reason varchar,
    exempt_office varchar,
    exempt_on date,
    risk_fields varchar[],
    one_plus_x boolean,
    redraw_count integer,
    state varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
