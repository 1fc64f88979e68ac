-- 检查结果: every result of a task row, split.
-- grain:   task_no, entity_id, result_code
create table results (
    task_no varchar,
    entity_id integer,
    result_code varchar,       -- R1 ... R10, RX; R0 is no row
    raw_text varchar
)
