-- 检查对象 | register of the year: entities as the year knew them.
-- grain:   entity_id
-- rule:    the last export up to the year's end counts; one known only later
--          stands here where a fact of the year speaks of it
select held_entities.*
from held_entities
cross join statistical_year
where (
    held_entities.from_year is null
    or held_entities.from_year <= statistical_year.year
)
    and (
        held_entities.until_year is null
        or held_entities.until_year > statistical_year.year
    )
