-- 任务户: one entity drawn in one task.
-- grain:   task_no, entity_id
create table task_rows (
    task_no varchar,
    entity_id integer,
    unit varchar,              -- jurisdiction; 未映射 where nothing maps
    county_code varchar,       -- jurisdiction, or null
    unit_basis varchar,        -- 管辖单位, 名录库, 检查机关, 未映射
    check_office varchar,      -- 检查机关, else the office of the 指派去向, as exported
    is_provincial_check boolean, -- inspected by 省局本级
    drawn_on date,
    class_at_draw varchar,
    class_led boolean,         -- drawn from a class-stratified list
    inspected_on date,         -- latest inspection date among the checked items
    entered_on date,
    reviewed_on date,
    published_on date,
    verified_on date,          -- 查实日期
    closed_on date,
    entry_state varchar,       -- 未录入, 待审核, 审核退回, 已录入, 已公示
    pub_state varchar,         -- 未公示, 已公示, 不予公示
    not_public_reason varchar,
    needs_disposal boolean,
    disposal_kinds varchar[],
    disposal_state varchar,    -- 未完结, 已完结
    methods varchar[],
    moved_to varchar,          -- 指派: the task that holds the entity instead
    assigned_to varchar,       -- 指派去向 as exported, whatever it means
    collected_on date,
    is_collected boolean,      -- 归集状态; null where not said
    is_case_filed boolean,     -- 立案
    inspector_ids varchar[],
    exported_on date,          -- of the publicity row, where there is one
    source_file varchar,       -- of the first result row, else the publicity row
    sheet varchar,
    source_row integer,
    pub_file varchar,          -- of the publicity row, where there is one
    pub_sheet varchar,
    pub_row integer
)
