-- 应交材料 | duties: what must be handed in, and what has come in by a day.
-- rule:    M24: duties that must be done; received by the day; what came in on
--          a day that nobody says is unknown before the day from which it
--          counts, everything else missing; past once its date is over
create macro duties_on(as_of, units) as table
select
    *,
    is_by(received_on, as_of) as is_received,
    coalesce(received_on > as_of and not is_dated, false) as is_unknown,
    not is_received and not is_unknown as is_missing,
    coalesce(due_on < as_of, false) as is_past
from owed_duties
where is_among(unit, units);

create macro due_duties(as_of, units) as table
select *
from duties_on(as_of, units)
where obligation = '必须';
