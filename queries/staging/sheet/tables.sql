-- 工作表 | staged tables: typed rows of every exported table, and what cleaning noted.
-- grain:   one row per loaded row of the exported table; the sheet by its number
-- rule:    a snapshot hands these tables on to the next
create table decisions (
    task_no varchar,
    source_system varchar,
    gone_on date,
    decided_by varchar,
    decided_at timestamp
);

-- Of the sheets in hand: texts of columns that are tidied already, and how often each stands.
create table alike_cells (
    sheet_no integer,
    column_name varchar,
    cell varchar,
    cell_count bigint
);

create table staged_warnings (
    sheet_no integer,
    source_row integer,
    column_name varchar,
    rule_code varchar,
    raw_value varchar,
    clean_value varchar
);

create table staged_rejects (
    sheet_no integer,
    source_row integer,
    reason_code varchar,
    reason varchar,
    column_name varchar,
    cells varchar[]
);

-- The headers of a sheet as the file has them, each with the column that it names.
create table staged_layouts (
    sheet_no integer,
    headers varchar[],
    column_names varchar[]
);

-- Rows that say which refused row they correct, and whether they were refused again.
create table staged_corrections (
    sheet_no integer,
    source_row integer,
    corrects varchar,
    is_refused boolean
);

-- What refused rows say of the thing they are about, and rows loaded since that say the same.
create table staged_reject_keys (
    sheet_no integer,
    source_row integer,
    table_name varchar,
    column_name varchar,
    cell varchar
);

create table staged_closings (
    sheet_no integer,
    source_row integer,
    refused_sheet_no integer,
    refused_row integer
);

-- What was read and not loaded, but no reject: rows, sheets, files. A file has no sheet_no.
create table staged_set_aside (
    sheet_no integer,
    file varchar,
    source_row integer,
    aside_kind varchar,
    row_count bigint,
    same_as_row integer,
    is_like_data boolean,
    cells varchar[]
);

create table staged_unused_columns (
    sheet_no integer,
    column_no integer,
    header varchar,
    unused_kind varchar,
    cell_count bigint,
    samples varchar[]
);

create table staged_source_totals (
    sheet_no integer,
    source_row integer,
    column_name varchar,
    total_basis varchar,
    stated_value double,
    counted_value double
);

create table staged_cleaning (
    sheet_no integer,
    column_name varchar,
    rule_code varchar,
    cell_count bigint,
    samples varchar[]
);

-- Rows that gave way and still say a field: the account has them already.
create table staged_spent (
    sheet_no integer,
    source_row integer
);

create table staged_register (
    sheet_no integer,
    source_row integer,
    uscc varchar,
    reg_no varchar,
    name varchar,
    name_key varchar,
    kind_text varchar,
    type_text varchar,
    industry_code varchar,
    status_text varchar,
    established_on date,
    registrar_code varchar,
    station varchar,
    city_text varchar,
    county_text varchar,
    county_code_text varchar,
    tags varchar[],
    libraries varchar[],
    free_trade_text varchar,
    class_text varchar,
    class_on date,
    class_score double
);

create table staged_class_history (
    sheet_no integer,
    source_row integer,
    uscc varchar,
    reg_no varchar,
    name_key varchar,
    class_text varchar,
    class_on date,
    class_score double
);

create table staged_stock_table (
    sheet_no integer,
    source_row integer,
    year_end date,
    unit_text varchar,
    county_text varchar,
    county_code_text varchar,
    kind_text varchar,
    stock_count bigint,
    source varchar,
    approval_text varchar,
    own_key varchar
);

create table staged_inspectors (
    sheet_no integer,
    source_row integer,
    emp_no varchar,
    name varchar,
    city_text varchar,
    county_text varchar,
    unit_text varchar,
    office varchar,
    station varchar,
    level_text varchar,
    cert_valid_to date,
    qualifications varchar[],
    item_scope varchar[],
    state_text varchar,
    recusal_ref varchar,
    recusal_reason varchar,
    own_key varchar
);

create table staged_recusals (
    sheet_no integer,
    source_row integer,
    inspector_text varchar,
    unit_text varchar,
    recusal_ref varchar,
    uscc varchar,
    reg_no varchar,
    name_key varchar,
    reason varchar,
    valid_from date,
    valid_to date,
    own_key varchar
);

create table staged_plans (
    sheet_no integer,
    source_row integer,
    plan_no varchar,
    plan_year integer,
    name varchar,
    level_text varchar,
    lead_office varchar,
    made_by varchar,
    city_text varchar,
    county_text varchar,
    provincial_plan_no varchar,
    ratio_text varchar,
    ratio double,
    ratio_qualifier varchar,
    count_text varchar,
    planned_count bigint,
    count_qualifier varchar,
    window_from date,
    window_to date,
    period_text varchar,
    object_kind_texts varchar[],
    draw_kind_text varchar,
    joint_text varchar,
    item_level_text varchar,
    professional_text varchar,
    risk_fields varchar[],
    state_text varchar,
    own_key varchar
);

create table staged_tasks (
    sheet_no integer,
    source_row integer,
    task_no varchar,
    plan_no varchar,
    name varchar,
    lead_office varchar,
    exec_office varchar,
    level_text varchar,
    city_text varchar,
    county_text varchar,
    draw_kind_text varchar,
    joint_text varchar,
    object_kind_texts varchar[],
    item_codes varchar[],
    drawn_on date,
    window_from date,
    window_to date,
    source_text varchar,
    class_used_text varchar,
    draw_method_text varchar,
    pool_count bigint,
    pool_a bigint,
    pool_b bigint,
    pool_c bigint,
    pool_d bigint,
    exempt_field varchar,
    exempt_reason varchar,
    exempt_office varchar,
    exempt_on date,
    risk_fields varchar[],
    one_plus_x_text varchar,
    redraw_count bigint,
    state_text varchar,
    own_key varchar
);

create table staged_inspection_results (
    sheet_no integer,
    source_row integer,
    task_no varchar,
    uscc varchar,
    reg_no varchar,
    name varchar,
    name_key varchar,
    kind_text varchar,
    station varchar,
    city_text varchar,
    county_text varchar,
    county_code_text varchar,
    item_code varchar,
    checked_text varchar,
    item_result varchar,
    object_result varchar,
    problem varchar,
    disposal varchar,
    method_texts varchar[],
    check_org varchar,
    inspector_names varchar[],
    drawn_on date,
    inspected_on date,
    entered_on date,
    reviewed_on date,
    verified_on date,
    entry_text varchar,
    class_text varchar,
    draw_method_text varchar,
    moved_to varchar,
    source_text varchar
);

create table staged_publicity (
    sheet_no integer,
    source_row integer,
    task_no varchar,
    uscc varchar,
    reg_no varchar,
    name varchar,
    name_key varchar,
    pub_text varchar,
    published_on date,
    not_public_reason varchar,
    needs_text varchar,
    disposal_text varchar,
    disposal_state_text varchar,
    closed_on date,
    verified_on date,
    case_text varchar,
    collected_on date,
    collected_text varchar,
    moved_to varchar,
    source_text varchar
);

create table staged_duties (
    sheet_no integer,
    source_row integer,
    duty varchar,
    subject varchar,
    state varchar,
    received_on date,
    filed_at varchar,
    score double,
    score_item varchar,
    own_key varchar
);

create table staged_cases (
    sheet_no integer,
    source_row integer,
    title varchar,
    unit_text varchar,
    case_year integer,
    background varchar,
    practice varchar,
    class_use varchar,
    outcome varchar,
    replicability varchar,
    task_no varchar,
    state_text varchar,
    publicised_on date,
    medium varchar,
    own_key varchar
);

create table staged_reported_figures (
    sheet_no integer,
    source_row integer,
    unit_text varchar,
    county_text varchar,
    as_of date,
    metric varchar,
    reported_count double,
    own_key varchar
);

create table staged_events (
    sheet_no integer,
    source_row integer,
    happened_on date,
    unit_text varchar,
    event varchar,
    own_key varchar
);

create table staged_items (
    sheet_no integer,
    source_row integer,
    item_code varchar,
    issuer varchar,
    name varchar,
    item_class varchar,
    item_level_text varchar,
    own_key varchar
);

create table staged_penalties (
    sheet_no integer,
    source_row integer,
    uscc varchar,
    reg_no varchar,
    name varchar,
    name_key varchar,
    county_text varchar,
    city_text varchar,
    document_no varchar,
    decided_on date,
    office varchar,
    violation varchar,
    penalty_kind varchar,
    content varchar,
    fine_yuan double,
    own_key varchar
);

create table staged_listings (
    sheet_no integer,
    source_row integer,
    uscc varchar,
    reg_no varchar,
    name varchar,
    name_key varchar,
    county_text varchar,
    city_text varchar,
    kind_text varchar,
    document_no varchar,
    reason varchar,
    listed_on date,
    office varchar,
    removed_on date,
    removal_reason varchar,
    own_key varchar
);
