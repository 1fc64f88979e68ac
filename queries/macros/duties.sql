-- 应交材料 | duties: what must be handed in, and what has come in by a day.
-- rule:    M24: duties that must be done; received by the day; past once its
--          date is over
create macro due_duties(as_of, units) as table
select
    *,
    is_by(received_on, as_of) as is_received,
    coalesce(due_on < as_of, false) as is_past
from owed_duties
where obligation = '必须' and is_among(unit, units);
