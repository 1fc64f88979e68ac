-- 已知 | known: task rows drawn by a day, each with what was done by then.
-- rule:    metrics, populations: a stage counts from its own date on, the day
--          itself included; overdue = past the task's window, not inspected
create macro is_by(day, as_of) as coalesce(day <= as_of, false);

create macro known_by(day, as_of) as case when day <= as_of then day end;

create macro is_known(from_on, until_on, as_of) as
    (from_on is null or from_on <= as_of)
    and (until_on is null or until_on > as_of);

create macro drawn_rows(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, tag := null
) as table
select
    *,
    is_by(visited_on, as_of) as is_visited,
    known_by(visited_on, as_of) as seen_on,
    is_by(done_on, as_of) as is_done,
    is_by(published_on, as_of) as is_published,
    is_inspected and is_by(inspected_on, as_of) as is_checked,
    coalesce(window_to < as_of, false) as is_past,
    is_past and not is_visited as is_overdue
from chosen_facts(
    units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
)
where drawn_on <= as_of;

create macro task_counts(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, tag := null
) as table
select
    task_id,
    count(*) as row_count,
    count(*) filter (where is_visited) as inspected_count,
    count(*) filter (where is_visited and is_problem) as problem_count,
    count(*) filter (where is_published) as published_count,
    count(*) filter (where is_done) as done_count,
    count(*) filter (where is_overdue) as overdue_count,
    max(seen_on) as last_inspected_on
from drawn_rows(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
)
group by task_id;

create macro task_cells(
    as_of, units, counties, offices, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select
    unit,
    lead_office,
    entity_kind,
    plan_no,
    task_id,
    count(*) as row_count,
    count(*) filter (where is_visited) as inspected_count,
    count(*) filter (where is_overdue) as overdue_count,
    bool_and(is_done) as is_done
from drawn_rows(
    as_of, units, counties, offices, null, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
)
group by unit, lead_office, entity_kind, plan_no, task_id;

create macro rows_of_task(as_of, units, number) as table
select
    task_facts.*,
    task_facts.is_inspected and is_by(task_facts.inspected_on, as_of)
        as is_checked,
    task_summaries.task_no,
    task_summaries.name as task_name,
    task_summaries.drawn_on as task_drawn_on
from task_summaries
inner join task_facts
    on task_summaries.task_id = task_facts.task_id
where task_summaries.task_no = number and is_among(task_facts.unit, units);
