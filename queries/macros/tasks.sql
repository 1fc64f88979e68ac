-- 任务 | tasks: tasks under what the reader chose, those classes matter to.
-- rule:    M17: tasks drawn from the first day of the year on, with enterprises
--          among their objects; an exemption lacks each part not given, and
--          is at fault where a part is missing, its field is not listed or it
--          was approved after the draw
create macro chosen_tasks(
    units, counties, offices, sources, plans, joints, draw_kinds, is_one_plus_x
) as table
select *
from task_summaries
where is_among(unit, units)
    and is_among(county_code, counties)
    and is_among(lead_office, offices)
    and is_among(source_system, sources)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds)
    and (
        is_one_plus_x is null or coalesce(one_plus_x, false) = is_one_plus_x
    );

create macro class_tasks(
    as_of, units, counties, offices, sources, plans, joints, draw_kinds,
    is_one_plus_x
) as table
select tasks.*
from chosen_tasks(
    units, counties, offices, sources, plans, joints, draw_kinds, is_one_plus_x
) as tasks
cross join campaign
where tasks.has_enterprises
    and tasks.drawn_on between campaign.year_from_on and as_of;

create macro missing_parts(field, reason, office, approved_on) as
    list_filter(
        [
            if(field is null, '领域', null),
            if(reason is null, '理由', null),
            if(office is null, '批准处室', null),
            if(approved_on is null, '批准日期', null)
        ],
        lambda part: part is not null
    );

create macro exemption_faults(tasks) as
    list_concat(
        list_transform(
            missing_parts(
                tasks.exempt_field,
                tasks.exempt_reason,
                tasks.exempt_office,
                tasks.exempt_on
            ),
            lambda part: '缺' || part
        ),
        list_filter(
            [
                if(
                    tasks.exempt_field is not null
                    and not tasks.is_listed_field,
                    '领域不在清单',
                    null
                ),
                if(
                    tasks.exempt_on > tasks.drawn_on, '批准晚于抽取', null
                )
            ],
            lambda fault: fault is not null
        )
    );
