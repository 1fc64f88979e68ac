-- 重复安排 | overlaps: entities that two tasks wait for at the same time.
-- rule:    drawn in two tasks whose windows lie within N days and inspected in
--          neither; a pair belongs to a choice when one of its rows does
create macro is_either(first_value, second_value, choices) as
    (
        choices is null
        or list_contains(choices, first_value)
        or list_contains(choices, second_value)
    );

create macro waiting_pairs(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, days := null
) as table
select entity_task_pairs.*
from entity_task_pairs
cross join rules
where drawn_on <= as_of
    and not is_by(first_inspected_on, as_of)
    and not is_by(second_inspected_on, as_of)
    and window_gap_days <= coalesce(days, rules.repeat_window_days)
    and is_either(first_unit, second_unit, units)
    and is_either(first_county_code, second_county_code, counties)
    and is_either(first_office, second_office, offices)
    and is_among(entity_kind, kinds)
    and is_either(first_source, second_source, sources)
    and is_either(first_plan_no, second_plan_no, plans)
    and is_either(first_joint, second_joint, joints)
    and is_either(first_draw_kind, second_draw_kind, draw_kinds)
    and (is_one_plus_x is null or one_plus_x = is_one_plus_x);

create macro waiting_tasks(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, days := null
) as table
with

pairs as (

    select
        first_task_id,
        second_task_id,
        min(first_unit) as unit,
        count(*) as saved_visit_count,
        count(*) filter (where has_same_item) as same_item_count,
        bool_or(is_across_systems) as is_across_systems,
        min(joint_from_on) as joint_from_on,
        min(joint_to_on) as joint_to_on
    from waiting_pairs(
        as_of, units, counties, offices, kinds, sources, plans, joints,
        draw_kinds, is_one_plus_x, days
    )
    group by first_task_id, second_task_id

)

select
    pairs.*,
    first_tasks.task_no as first_task_no,
    second_tasks.task_no as second_task_no,
    first_tasks.name as first_name,
    second_tasks.name as second_name,
    first_tasks.lead_office as first_office,
    second_tasks.lead_office as second_office,
    first_tasks.level as first_level,
    second_tasks.level as second_level,
    pairs.saved_visit_count
        / least(first_tasks.row_count, second_tasks.row_count)
        as shared_share
from pairs
inner join task_summaries as first_tasks
    on pairs.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on pairs.second_task_id = second_tasks.task_id;
