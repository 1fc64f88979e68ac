-- 期限 | clocks: where each time limit of a row stands on a day.
-- rule:    data/reference/clocks.csv: done = ended up to the day; pending =
--          not done, not waived, not ended without a date; this week ends with
--          its Sunday; soon = today and the next due_soon_workdays working
--          days; overdue days are working days past the due date
create macro workday_no_of(date_asked) as
    (
        select workdays.workday_no
        from workdays
        where workdays.day = date_asked
    );

create macro sunday_after(day) as day + (7 - isodow(day))::integer;

create macro last_day_soon(as_of) as
    (
        select max(workdays.day)
        from workdays
        cross join rules
        where workdays.workday_no
            <= workday_no_of(as_of) + rules.due_soon_workdays
    );

create macro clocks_on(
    as_of, clock_asked, units, counties, offices, kinds, sources, plans,
    joints, draw_kinds, is_one_plus_x, tag
) as table
select
    *,
    coalesce(done_on <= as_of, false) as is_done,
    not (is_done or is_waived or is_undated) as is_pending
from clock_rows
where (clock_asked is null or clock = clock_asked)
    and is_among(unit, units)
    and is_among(county_code, counties)
    and is_among(lead_office, offices)
    and is_among(entity_kind, kinds)
    and is_among(source_system, sources)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds)
    and (is_one_plus_x is null or one_plus_x = is_one_plus_x)
    and (tag is null or list_contains(tags, tag));

create macro clocks_due(
    as_of, clock_asked, units, counties, offices, kinds, sources, plans,
    joints, draw_kinds, is_one_plus_x, tag
) as table
select
    clocks.*,
    greatest(today.workday_no - due_days.workday_no, 0)
        as overdue_workday_count
from clocks_on(
    as_of, clock_asked, units, counties, offices, kinds, sources, plans,
    joints, draw_kinds, is_one_plus_x, tag
) as clocks
inner join workdays as due_days
    on clocks.due_on = due_days.day
inner join workdays as today
    on today.day = as_of
cross join rules
where clocks.is_pending
    and clocks.start_on <= as_of
    and due_days.workday_no <= today.workday_no + rules.due_soon_workdays;

create macro collection_on(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select
    *,
    case when is_done and not is_undated then day_count end as delay_days,
    case when not is_done then as_of - start_on end as waiting_days
from clocks_on(
    as_of, 'collection', units, counties, offices, kinds, sources, plans,
    joints, draw_kinds, is_one_plus_x, tag
)
where inspected_on <= as_of;
