-- 抽查任务 | tasks: one draw each, with what its export says of classes.
-- grain:   task_no
-- rule:    M17a: the class was used where the flag says 是 or the list was
--          drawn by class; an exemption needs a field of the list, reason,
--          office and a date on or before the draw
with

counted as (

    select
        task_rows.task_no,
        count(*) as row_count,
        count(case when entities.entity_kind = '企业' then 1 end)
            as enterprise_row_count,
        min(task_rows.drawn_on) as first_drawn_on
    from task_rows
    left join entities
        on task_rows.entity_id = entities.entity_id
    where task_rows.moved_to is null
    group by task_rows.task_no

),

numbers as (

    select task_no from tasks
    union
    select task_no from task_rows

),

named as (

    select
        numbers.task_no,
        row_number() over (order by numbers.task_no nulls last) as task_id,
        coalesce(
            tasks.drawn_on,
            counted.first_drawn_on,
            case when counted.row_count > 0 then campaign.data_date end
        ) as drawn_on
    from numbers
    cross join campaign
    left join tasks
        on numbers.task_no = tasks.task_no
    left join counted
        on numbers.task_no = counted.task_no

)

select
    cast(named.task_id as integer) as task_id,
    named.task_no,
    tasks.plan_no,
    tasks.name,
    tasks.lead_office,
    tasks.exec_office,
    case
        when ref_units.unit is null or not ref_counties.is_supervised
            then '未映射'
        else tasks.unit
    end as unit,
    tasks.county_code,
    tasks.level,
    tasks.draw_kind,
    tasks.joint,
    tasks.object_kinds,
    coalesce(array_contains(tasks.object_kinds, '企业'), false)
        or coalesce(counted.enterprise_row_count, 0) > 0 as has_enterprises,
    named.drawn_on,
    tasks.window_from,
    tasks.window_to,
    tasks.source_system,
    tasks.class_used,
    tasks.draw_method,
    coalesce(tasks.class_used, false)
        or coalesce(tasks.draw_method, '') = '分类分层' as is_class_used,
    tasks.class_used is null
        and coalesce(tasks.draw_method, '') <> '分类分层' as is_class_unknown,
    tasks.pool_count,
    tasks.pool_a,
    tasks.pool_b,
    tasks.pool_c,
    tasks.pool_d,
    tasks.exempt_field,
    tasks.exempt_reason,
    tasks.exempt_office,
    tasks.exempt_on,
    ref_exemption_rules.field is not null as is_listed_field,
    ref_exemption_rules.field is not null
        and tasks.exempt_reason is not null
        and tasks.exempt_office is not null
        and coalesce(tasks.exempt_on <= named.drawn_on, false) as is_exempt,
    tasks.risk_fields,
    tasks.one_plus_x,
    tasks.redraw_count,
    tasks.state,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.enterprise_row_count, 0) as enterprise_row_count
from named
left join tasks
    on named.task_no = tasks.task_no
left join counted
    on named.task_no = counted.task_no
left join ref_units
    on tasks.unit = ref_units.unit
left join ref_counties
    on tasks.county_code = ref_counties.county_code
left join ref_exemption_rules
    on tasks.exempt_field = ref_exemption_rules.field
order by task_id
