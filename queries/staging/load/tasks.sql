-- 抽查任务 | tasks: one draw each.
-- grain:   task_no
-- columns: those of queries/canonical/tasks.sql
-- rule:    a blank flag for the class stays unknown
with

systems as (

    select tasks.*, coalesce(synonyms.value, '*') as source_system
    from staged_tasks as tasks
    left join synonyms
        on
            synonyms.domain = 'source_system'
            and synonyms.source_system = '*'
            and synonyms.raw_value = tasks.source_text

),

kinds as (

    select
        spoken.sheet_no,
        spoken.source_row,
        list(
            coalesce(synonyms.value, spoken.kind_text) order by spoken.position
        ) as object_kinds
    from (
        select
            sheet_no,
            source_row,
            unnest(object_kind_texts) as kind_text,
            generate_subscripts(object_kind_texts, 1) as position
        from staged_tasks
    ) as spoken
    left join synonyms
        on
            synonyms.domain = 'entity_kind'
            and synonyms.source_system = '*'
            and synonyms.raw_value = as_key(spoken.kind_text)
    group by spoken.sheet_no, spoken.source_row

),

offices as (

    select
        spoken.sheet_no,
        spoken.source_row,
        min_by(
            {
                'unit': places.unit,
                'county_code': places.county_code,
                'level': places.level
            },
            spoken.position
        ) as place
    from (
        select
            sheet_no,
            source_row,
            unnest(as_list(exec_office)) as office,
            generate_subscripts(as_list(exec_office), 1) as position
        from staged_tasks
        where exec_office is not null
    ) as spoken
    inner join places
        on spoken.office = places.place_text
    group by spoken.sheet_no, spoken.source_row

)

select
    systems.task_no,
    systems.plan_no,
    systems.name,
    systems.lead_office,
    systems.exec_office,
    coalesce(
        offices.place.unit, counties.unit, cities.unit, leaders.unit, '未映射'
    ) as unit,
    coalesce(offices.place.county_code, counties.county_code) as county_code,
    coalesce(levels.value, offices.place.level, counties.level, leaders.level) as level,
    draw_kinds.value as draw_kind,
    joints.value as joint,
    coalesce(kinds.object_kinds, []) as object_kinds,
    systems.item_codes,
    systems.drawn_on,
    systems.window_from,
    systems.window_to,
    nullif(systems.source_system, '*') as source_system,
    class_used.value = 'true' as class_used,
    draw_methods.value as draw_method,
    try_cast(systems.pool_count as integer) as pool_count,
    try_cast(systems.pool_a as integer) as pool_a,
    try_cast(systems.pool_b as integer) as pool_b,
    try_cast(systems.pool_c as integer) as pool_c,
    try_cast(systems.pool_d as integer) as pool_d,
    systems.exempt_field,
    systems.exempt_reason,
    systems.exempt_office,
    systems.exempt_on,
    systems.risk_fields,
    one_plus_x.value = 'true' as one_plus_x,
    try_cast(systems.redraw_count as integer) as redraw_count,
    coalesce(states.value, systems.state_text) as state,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    systems.source_row
from systems
inner join sheets
    using (sheet_no)
left join kinds
    using (sheet_no, source_row)
left join offices
    using (sheet_no, source_row)
left join places as counties
    on systems.county_text = counties.place_text
left join places as cities
    on systems.city_text = cities.place_text
left join places as leaders
    on systems.lead_office = leaders.place_text
left join synonyms as levels
    on
        levels.domain = 'level'
        and levels.source_system = '*'
        and levels.raw_value = systems.level_text
left join synonyms as draw_kinds
    on
        draw_kinds.domain = 'draw_kind'
        and draw_kinds.source_system = systems.source_system
        and draw_kinds.raw_value = systems.draw_kind_text
left join synonyms as joints
    on
        joints.domain = 'joint'
        and joints.source_system = systems.source_system
        and joints.raw_value = systems.joint_text
left join synonyms as class_used
    on
        class_used.domain = 'bool'
        and class_used.source_system = '*'
        and class_used.raw_value = systems.class_used_text
left join synonyms as draw_methods
    on
        draw_methods.domain = 'draw_method'
        and draw_methods.source_system = systems.source_system
        and draw_methods.raw_value = systems.draw_method_text
left join synonyms as one_plus_x
    on
        one_plus_x.domain = 'bool'
        and one_plus_x.source_system = '*'
        and one_plus_x.raw_value = systems.one_plus_x_text
left join synonyms as states
    on
        states.domain = 'plan_state'
        and states.source_system = '*'
        and states.raw_value = systems.state_text
