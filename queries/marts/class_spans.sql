-- 分类区间 | class spans: from when to when an entity had a class.
-- grain:   entity_id, valid_from
-- rule:    the notice, part 2: a class holds until the next one; each with
--          the file and row that first said it
select
    entity_id,
    valid_from,
    lead(valid_from) over (
        partition by entity_id order by valid_from nulls first
    ) as next_class_on,
    risk_class,
    source_file,
    sheet,
    source_row
from class_periods
where valid_from is not null
