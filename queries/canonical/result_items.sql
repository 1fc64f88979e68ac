-- 事项结果: one checked item of a task row.
-- grain:   task_no, entity_id, item_code
create table result_items (
    task_no varchar,
    entity_id integer,
    item_code varchar,
    is_checked boolean,
    inspected_on date,
    result_code varchar,
    problem varchar,
    disposal varchar,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
