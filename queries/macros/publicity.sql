-- 公示 | publicity: what is published, what of it in time, what was found.
-- rule:    M11, M12: withheld = 不予公示 with a reason, outside both; published
--          without a date, or before the inspection: inside M11, outside M12;
--          due = before the day asked for, or on it and already published;
--          M13, M32 of the same rows; by unit, of the selection as one
--          (is_whole), or by kind of entity (is_whole null)
create macro publicity_facts(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select
    unit,
    task_id,
    entity_id,
    entity_kind,
    inspected_on,
    published_on,
    publication_due_on,
    is_early_publication,
    is_problem,
    is_applicable,
    is_valid,
    coalesce(published_on <= as_of, false) as is_published,
    published_on is not null and not has_publication_date as is_undated,
    coalesce(
        pub_state = '不予公示' and not_public_reason is not null, false
    ) as is_withheld,
    not (is_withheld or is_undated or is_early_publication) as is_timed,
    is_timed
        and (
            publication_due_on < as_of
            or publication_due_on = as_of and is_published
        ) as is_due
from inspected_facts(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
);

create macro publicity_measures(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag, is_whole
) as table
select
    case
        when is_whole is null then entity_kind
        when is_whole then '合计'
        else unit
    end as part,
    count(*) as inspected_count,
    count(*) filter (where is_withheld) as withheld_count,
    count(*) filter (where is_published and not is_withheld)
        as published_count,
    rate(published_count, inspected_count - withheld_count) as publicity_rate,
    count(*) filter (where is_due) as due_count,
    count(*) filter (where is_due and published_on <= publication_due_on)
        as on_time_count,
    rate(on_time_count, due_count) as on_time_rate,
    count(*) filter (where is_due and not is_published) as overdue_count,
    count(*) filter (where is_timed and publication_due_on > as_of)
        as not_due_count,
    count(*) filter (
        where is_timed and publication_due_on = as_of and not is_published
    ) as due_today_count,
    count(*) filter (where is_early_publication and not is_withheld)
        as early_count,
    count(*) filter (where is_published and is_undated) as undated_count,
    count(*) filter (where is_problem and is_applicable) as problem_count,
    count(*) filter (where is_applicable) as applicable_count,
    rate(problem_count, applicable_count) as finding_rate,
    count(*) filter (where is_valid) as valid_count,
    rate(valid_count, inspected_count) as valid_rate
from publicity_facts(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
)
group by part;

create macro kind_measures(
    as_of, units, counties, offices, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select *
from publicity_measures(
    as_of, units, counties, offices, null, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag, null
);

create macro gone_on(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select
    *,
    is_by(found_on, as_of) as is_found_again
from gone_rows
where inspected_on <= as_of
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
