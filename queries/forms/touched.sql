-- 有变主体 | touched: entities of which a table no longer says the same.
-- grain:   entity_id
-- rule:    a row of either snapshot that the other has not, or has more often
select distinct entity_id
from (
    select rows.entity_id, hash(rows) as row_hash, 1 as side
    from {name} as rows
    union all
    select rows.entity_id, hash(rows) as row_hash, -1 as side
    from {select} as rows
)
group by entity_id, row_hash
having sum(side) <> 0
