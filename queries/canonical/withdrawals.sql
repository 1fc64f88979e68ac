-- 源已撤回: a task row that a later export of its source and task no longer holds.
-- grain:   task_no, entity_id
create table withdrawals (
    task_no varchar,
    entity_id integer,
    entity_code varchar,
    name varchar,
    unit varchar,              -- 未映射 where nothing maps
    source_system varchar,     -- * where nobody says
    held_on date,              -- the last export that held it
    gone_on date,              -- the latest export of the task, without it
    decided_by varchar,        -- who took it out, or null: it still counts
    decided_at timestamp,
    source_file varchar,
    sheet varchar,
    source_row integer
)
