-- 存疑 | warnings: loaded rows with a cell whose meaning was changed or is doubtful.
-- grain:   file, sheet, source_row, column_name, rule_code
-- columns: those of queries/canonical/warnings.sql
-- rule:    rules that change meaning leave one row per cell
with

words as (

    select
        sheet_no,
        source_row,
        'entity_kind' as domain,
        'entity_kind' as column_name,
        kind_text as raw_value,
        '*' as source_system
    from staged_register
    union all
    select sheet_no, source_row, 'reg_status', 'reg_status', status_text, '*'
    from staged_register
    union all
    select sheet_no, source_row, 'risk_class', 'risk_class', class_text, '*'
    from staged_register
    union all
    select sheet_no, source_row, 'risk_class', 'risk_class', class_text, '*'
    from staged_class_history
    union all
    select sheet_no, source_row, 'source_system', 'source_system', source_text, '*'
    from staged_tasks
    union all
    select sheet_no, source_row, 'joint', 'joint', joint_text, '*'
    from staged_tasks
    union all
    select sheet_no, source_row, 'bool', 'used_risk_class', class_used_text, '*'
    from staged_tasks
    union all
    select sheet_no, source_row, 'draw_method', 'draw_method', draw_method_text, '*'
    from staged_tasks
    union all
    select sheet_no, source_row, 'entry_state', 'entry_state', entry_text, '*'
    from staged_inspection_results
    union all
    select sheet_no, source_row, 'risk_class', 'class_at_draw', class_text, '*'
    from staged_inspection_results
    union all
    select sheet_no, source_row, 'bool', 'checked', checked_text, '*'
    from staged_inspection_results
    union all
    select sheet_no, source_row, 'pub_state', 'pub_state', pub_text, '*'
    from staged_publicity
    union all
    select
        sheet_no,
        source_row,
        'disposal_state',
        'disposal_state',
        disposal_state_text,
        '*'
    from staged_publicity
    union all
    select
        tasks.sheet_no,
        tasks.source_row,
        'draw_kind',
        'draw_kind',
        tasks.draw_kind_text,
        coalesce(task_systems.source_system, '*')
    from staged_tasks as tasks
    left join task_systems
        on tasks.task_no = task_systems.task_no

),

unknown_words as (

    -- A word that an older file said is doubted where it stands.
    select
        coalesce(carried.from_sheet_no, words.sheet_no) as sheet_no,
        coalesce(carried.from_row, words.source_row) as source_row,
        words.column_name,
        'value_unknown' as rule_code,
        words.raw_value,
        null as clean_value
    from words
    left join carried
        using (sheet_no, source_row, column_name)
    anti join synonyms
        on
            words.domain = synonyms.domain
            and words.source_system = synonyms.source_system
            and words.raw_value = synonyms.raw_value
    where words.raw_value is not null

),

doubtful_results as (

    select
        spoken.sheet_no,
        spoken.source_row,
        spoken.column_name,
        case meanings.result_code
            when 'RX' then 'result_unknown'
            else 'result_broad'
        end as rule_code,
        meanings.part as raw_value,
        meanings.result_code as clean_value
    from (
        select
            sheet_no,
            source_row,
            'item_result' as column_name,
            item_result as raw_text
        from staged_inspection_results
        union all
        select sheet_no, source_row, 'object_result', object_result
        from staged_inspection_results
    ) as spoken
    inner join result_systems as systems
        using (sheet_no, source_row)
    inner join meanings
        on
            systems.source_system = meanings.source_system
            and spoken.raw_text = meanings.raw_text
    where meanings.has_warning

),

doubtful_kinds as (

    select
        register.sheet_no,
        register.source_row,
        case when by_kind.value is null then 'ent_type' else 'entity_kind' end
            as column_name,
        'kind_conflict' as rule_code,
        case
            when by_kind.value is null then register.type_text
            else register.kind_text
        end as raw_value,
        coalesce(by_kind.value, by_type.value) as clean_value
    from staged_register as register
    left join synonyms as by_kind
        on
            by_kind.domain = 'entity_kind'
            and by_kind.source_system = '*'
            and by_kind.raw_value = register.kind_text
    left join synonyms as by_type
        on
            by_type.domain = 'entity_kind'
            and by_type.source_system = '*'
            and by_type.raw_value = register.type_text
    where
        (
            register.uscc[:2] = '91'
            and coalesce(by_kind.value, by_type.value)
                in ('个体工商户', '农民专业合作社')
        )
        or (
            register.uscc[:2] = '92'
            and coalesce(by_kind.value, by_type.value) <> '个体工商户'
        )
        or (
            register.uscc[:2] = '93'
            and coalesce(by_kind.value, by_type.value) <> '农民专业合作社'
        )

),

doubtful_dates as (

    select
        results.sheet_no,
        results.source_row,
        'inspected_on' as column_name,
        'date_after_export' as rule_code,
        results.inspected_on::varchar as raw_value,
        results.inspected_on::varchar as clean_value
    from staged_inspection_results as results
    inner join sheets
        using (sheet_no)
    where results.inspected_on > sheets.exported_on
    union all
    select
        publicity.sheet_no,
        publicity.source_row,
        'published_on',
        'date_after_export',
        publicity.published_on::varchar,
        publicity.published_on::varchar
    from staged_publicity as publicity
    inner join sheets
        using (sheet_no)
    where publicity.published_on > sheets.exported_on
    union all
    select
        facts.sheet_no,
        facts.source_row,
        facts.column_name,
        'date_after_export',
        facts.happened_on::varchar,
        facts.happened_on::varchar
    from (
        select sheet_no, source_row, 'decided_on' as column_name, decided_on as happened_on
        from staged_penalties
        union all
        select sheet_no, source_row, 'listed_on', listed_on
        from staged_listings
        union all
        select sheet_no, source_row, 'removed_on', removed_on
        from staged_listings
    ) as facts
    inner join sheets
        using (sheet_no)
    where facts.happened_on > sheets.exported_on
    union all
    select
        staged.sheet_no,
        staged.source_row,
        'drawn_on',
        'date_after_export',
        staged.drawn_on::varchar,
        staged.drawn_on::varchar
    from staged_tasks as staged
    inner join sheets
        using (sheet_no)
    where staged.drawn_on > sheets.exported_on
    union all
    select
        publicity.sheet_no,
        publicity.source_row,
        'published_on',
        'date_order',
        publicity.published_on::varchar,
        publicity.published_on::varchar
    from staged_publicity as publicity
    inner join ids_publicity as ids
        using (sheet_no, source_row)
    inner join task_rows
        on publicity.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id
    where publicity.published_on < task_rows.inspected_on
    union all
    select
        results.sheet_no,
        results.source_row,
        'inspected_on',
        'date_order',
        results.inspected_on::varchar,
        results.inspected_on::varchar
    from staged_inspection_results as results
    inner join tasks
        on results.task_no = tasks.task_no
    where results.drawn_on is null and results.inspected_on < tasks.drawn_on

),

lonely_classes as (

    select
        classes.sheet_no,
        classes.source_row,
        'uscc' as column_name,
        'entity_unknown' as rule_code,
        coalesce(classes.uscc, classes.reg_no, classes.name_key) as raw_value,
        null as clean_value
    from staged_class_history as classes
    anti join ids_class_history as ids
        using (sheet_no, source_row)

),

lonely_follow_ups as (

    select
        facts.sheet_no,
        facts.source_row,
        'uscc' as column_name,
        'entity_unknown' as rule_code,
        coalesce(
            facts.uscc,
            facts.reg_no,
            -- A short name without a code may be a person's.
            if(length(facts.name_key) > 4, facts.name_key, '***')
        ) as raw_value,
        null as clean_value
    from (
        select sheet_no, source_row, uscc, reg_no, name_key from staged_penalties
        union all
        select sheet_no, source_row, uscc, reg_no, name_key from staged_listings
    ) as facts
    anti join ids_follow_ups as ids
        using (sheet_no, source_row)

),

-- Rows without a code that a name brought to an entity, to several or to none.
named_rows as (

    select
        sheet_no,
        source_row,
        'name' as column_name,
        case
            when code is not null then 'name_matched'
            when candidates is not null then 'name_ambiguous'
            else 'name_unmatched'
        end as rule_code,
        name_key as raw_value,
        coalesce(code, candidates) as clean_value
    from named_results
    semi join ids_inspection_results as ids
        using (sheet_no, source_row)
    union all
    select sheet_no, source_row, 'name', 'name_matched', name_key, named_code
    from ids_follow_ups
    where is_by_name

),

-- What the columns of a row say of its place.
spoken_places as (

    select
        ids.sheet_no,
        ids.source_row,
        ids.unit is null as is_unplaced,
        '未映射' as unit,
        register.station,
        register.county_text,
        register.county_code_text,
        register.city_text,
        null as check_org
    from ids_register as ids
    inner join staged_register as register
        using (sheet_no, source_row)
    union all
    select
        ids.sheet_no,
        ids.source_row,
        ids.unit is null
        and (
            task_rows.unit = '未映射'
            or coalesce(
                results.station, results.county_text, results.city_text
            ) is not null
        ),
        task_rows.unit,
        results.station,
        results.county_text,
        results.county_code_text,
        results.city_text,
        results.check_org
    from ids_inspection_results as ids
    inner join staged_inspection_results as results
        using (sheet_no, source_row)
    inner join task_rows
        on results.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id

),

unplaced as (

    select
        spoken.sheet_no,
        spoken.source_row,
        'local_adm' as column_name,
        case
            when elsewhere.place_text is null then 'place_unknown'
            else 'place_elsewhere'
        end as rule_code,
        coalesce(
            nullif(
                concat_ws(
                    ' ', spoken.station, spoken.county_text, spoken.city_text
                ),
                ''
            ),
            spoken.check_org
        ) as raw_value,
        spoken.unit as clean_value
    from spoken_places as spoken
    left join texts_elsewhere as elsewhere
        on coalesce(
            spoken.station, spoken.county_text, spoken.city_text, spoken.check_org
        ) = elsewhere.place_text
    anti join places as provincial
        on
            spoken.unit <> '未映射'
            and coalesce(spoken.station, spoken.county_text, spoken.city_text)
                = provincial.place_text
    where spoken.is_unplaced

),

-- Tasks and inspectors of an office that nobody knows or names; the province's own are
-- known.
unplaced_small as (

    select
        spoken.sheet_no,
        spoken.source_row,
        spoken.column_name,
        if(spoken.raw_value = '', 'place_missing', 'place_unknown') as rule_code,
        nullif(spoken.raw_value, '') as raw_value,
        '未映射' as clean_value
    from (
        select
            staged.sheet_no,
            staged.source_row,
            'exec_office' as column_name,
            concat_ws(
                ' ',
                staged.exec_office,
                staged.county_text,
                staged.city_text,
                staged.lead_office
            ) as raw_value
        from staged_tasks as staged
        inner join sheets
            using (sheet_no)
        inner join tasks
            on
                sheets.path = tasks.source_file
                and sheets.sheet = tasks.sheet
                and staged.source_row = tasks.source_row
        where tasks.unit = '未映射' and tasks.level is distinct from '省级'
        union all
        select
            staged.sheet_no,
            staged.source_row,
            'unit',
            concat_ws(
                ' ', staged.unit_text, staged.county_text, staged.city_text, staged.office
            )
        from staged_inspectors as staged
        where not exists (
            select 1
            from places
            where places.place_text in (
                staged.unit_text, staged.county_text, staged.city_text, staged.office
            )
        )
    ) as spoken

),

placed_by_name as (

    select
        spoken.sheet_no,
        spoken.source_row,
        ['local_adm', 'county', 'county_code', 'city'][named.position] as column_name,
        'place_by_name' as rule_code,
        named.place_text as raw_value,
        coalesce(ref_counties.county, named.unit) as clean_value
    from spoken_places as spoken
    inner join (select * from jurisdictions where is_by_name) as named
        on
            spoken.station is not distinct from named.station
            and spoken.county_text is not distinct from named.county_text
            and spoken.county_code_text is not distinct from named.county_code_text
            and spoken.city_text is not distinct from named.city_text
    left join ref_counties
        on named.county_code = ref_counties.county_code

),

-- An entity of an unknown kind is in no figure of enterprises.
unknown_kinds as (

    select
        sheets.sheet_no,
        entities.source_row,
        'entity_kind' as column_name,
        'kind_unknown' as rule_code,
        coalesce(entities.uscc, entities.reg_no, entities.name) as raw_value,
        entities.entity_kind as clean_value
    from entities
    inner join sheets
        on entities.source_file = sheets.path and entities.sheet = sheets.sheet
    where entities.entity_kind = '未知'

),

unfollowed as (

    select
        spoken.sheet_no,
        spoken.source_row,
        'moved_to' as column_name,
        assignments.rule_code,
        spoken.moved_to as raw_value,
        null as clean_value
    from (
        select ids.*, results.task_no, results.moved_to
        from ids_inspection_results as ids
        inner join staged_inspection_results as results
            using (sheet_no, source_row)
        union all by name
        select ids.*, publicity.task_no, publicity.moved_to
        from ids_publicity as ids
        inner join staged_publicity as publicity
            using (sheet_no, source_row)
    ) as spoken
    inner join assignments
        using (task_no, entity_id)
    where spoken.moved_to is not null and assignments.rule_code is not null

),

everything as (

    select * from staged_warnings
    union all
    select * from unknown_words
    union all
    select * from doubtful_results
    union all
    select * from doubtful_kinds
    union all
    select * from doubtful_dates
    union all
    select * from lonely_classes
    union all
    select * from lonely_follow_ups
    union all
    select * from named_rows
    union all
    select * from unplaced
    union all
    select * from unplaced_small
    union all
    select * from placed_by_name
    union all
    select * from unknown_kinds
    union all
    select * from unfollowed
    union all
    select * from small_doubts

)

select
    sheets.path as file,
    sheets.sheet,
    everything.source_row,
    sheets.table_name,
    everything.column_name,
    everything.rule_code,
    everything.raw_value,
    everything.clean_value
from everything
inner join sheets
    using (sheet_no)
