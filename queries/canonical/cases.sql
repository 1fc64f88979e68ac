-- 典型案例.
-- grain:   case_id
create table cases (
    case_id integer,
    title varchar,
    unit varchar,
    case_year integer,
    background varchar,
    practice varchar,
    class_use varchar,         -- 信用风险分类运用
    outcome varchar,
    replicability varchar,
    task_no varchar,
    state varchar,             -- 线索, 起草, 报送, 采用, 已宣传
    publicised_on date,
    medium varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
