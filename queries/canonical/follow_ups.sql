-- 处罚与列入: decisions of penalties and entries of lists, whoever made them.
-- grain:   kind, entity_id, document_no, happened_on
create table follow_ups (
    entity_id integer,
    kind varchar,              -- 行政处罚, 经营异常名录, 严重违法失信名单, 名单（未注明）
    document_no varchar,       -- 决定书文号
    happened_on date,          -- decided or listed; null: unknown
    ended_on date,             -- removed from the list
    office varchar,
    reason varchar,            -- 违法行为, 列入原因
    content varchar,           -- 处罚种类和内容, 移出原因
    fine_yuan double,
    exported_on date,
    source_file varchar,
    sheet varchar,
    source_row integer
)
