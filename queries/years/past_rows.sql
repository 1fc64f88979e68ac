-- 历次任务户 | past rows: task rows of the year and of all before it.
-- grain:   task_no, entity_id
-- rule:    who inspected an entity last keeps away, whatever the year
select held_task_rows.*
from held_task_rows
cross join statistical_year
where year(held_task_rows.inspected_on) <= statistical_year.year
