-- 筛选 | choosing: rows under what the reader chose; a choice of null is all.
-- rule:    指标口径·筛选: every filter narrows, a list is any of its values
create macro is_among(choice, choices) as
    (choices is null or list_contains(choices, choice));

create macro chosen_facts(
    units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select *
from task_facts
where is_among(unit, units)
    and is_among(county_code, counties)
    and is_among(lead_office, offices)
    and is_among(entity_kind, kinds)
    and is_among(source_system, sources)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds)
    and (is_one_plus_x is null or one_plus_x = is_one_plus_x)
    and (tag is null or list_contains(tags, tag));
