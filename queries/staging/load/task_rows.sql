-- 任务户 | task rows: one entity drawn in one task, its stages and its jurisdiction.
-- grain:   task_no, entity_id
-- columns: those of queries/canonical/task_rows.sql
-- rule:    jurisdiction from the row, else the register, else the 检查机关;
--          inspected_on is the latest date among the row's checked items; who carries
--          a row out is the 检查机关, else the 指派去向 that names an office
with

item_rows as (

    select
        results.*,
        ids.entity_id,
        ids.unit,
        ids.county_code,
        systems.source_system,
        coalesce(checked.value = 'true', true) as counts,
        entry_states.value as entry_state,
        case entry_states.value
            when '未录入' then 1
            when '审核退回' then 2
            when '待审核' then 3
            when '已录入' then 4
            when '已公示' then 5
        end as entry_step,
        draw_methods.value as draw_method,
        classes.value as class_at_draw
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    inner join result_systems as systems
        using (sheet_no, source_row)
    left join synonyms as checked
        on
            checked.domain = 'bool'
            and checked.source_system = '*'
            and checked.raw_value = results.checked_text
    left join synonyms as entry_states
        on
            entry_states.domain = 'entry_state'
            and entry_states.source_system = '*'
            and entry_states.raw_value = results.entry_text
    left join synonyms as draw_methods
        on
            draw_methods.domain = 'draw_method'
            and draw_methods.source_system = '*'
            and draw_methods.raw_value = results.draw_method_text
    left join synonyms as classes
        on
            classes.domain = 'risk_class'
            and classes.source_system = '*'
            and classes.raw_value = results.class_text

),

inspected as (

    select
        task_no,
        entity_id,
        min_by({'unit': unit, 'county_code': county_code}, source_row)
            filter (where unit is not null) as place,
        min_by(check_org, source_row) as check_office,
        max(drawn_on) as drawn_on,
        max(class_at_draw) as class_at_draw,
        max(draw_method) as draw_method,
        max(inspected_on) filter (where counts) as inspected_on,
        max(entered_on) as entered_on,
        max(reviewed_on) as reviewed_on,
        max(verified_on) as verified_on,
        min_by(entry_state, entry_step) filter (where counts) as entry_state,
        max(source_system) as source_system,
        min_by({'sheet_no': sheet_no, 'source_row': source_row}, source_row) as origin
    from item_rows
    group by task_no, entity_id

),

row_methods as (

    select
        spoken.task_no,
        spoken.entity_id,
        list(distinct spoken.method order by spoken.method) as methods
    from (
        select
            methods.task_no,
            methods.entity_id,
            coalesce(synonyms.value, '其他') as method
        from (
            select
                task_no,
                entity_id,
                source_system,
                unnest(method_texts) as method_text
            from item_rows
        ) as methods
        left join synonyms
            on
                synonyms.domain = 'method'
                and synonyms.source_system = methods.source_system
                and synonyms.raw_value = as_key(methods.method_text)
    ) as spoken
    group by spoken.task_no, spoken.entity_id

),

row_problems as (

    select
        results.task_no,
        results.entity_id,
        bool_or(ref_results.is_problem) as has_problem
    from results
    inner join ref_results
        on results.result_code = ref_results.result_code
    group by results.task_no, results.entity_id

),

published as (

    select
        publicity.*,
        ids.entity_id,
        sheets.exported_on,
        pub_states.value as pub_state,
        needs.value = 'true' as needs_disposal,
        disposal_states.value as disposal_state,
        cases.value = 'true' as is_case_filed,
        collections.value = 'true' as is_collected
    from staged_publicity as publicity
    inner join ids_publicity as ids
        using (sheet_no, source_row)
    inner join sheets
        using (sheet_no)
    left join synonyms as pub_states
        on
            pub_states.domain = 'pub_state'
            and pub_states.source_system = '*'
            and pub_states.raw_value = publicity.pub_text
    left join synonyms as needs
        on
            needs.domain = 'bool'
            and needs.source_system = '*'
            and needs.raw_value = publicity.needs_text
    left join synonyms as disposal_states
        on
            disposal_states.domain = 'disposal_state'
            and disposal_states.source_system = '*'
            and disposal_states.raw_value = publicity.disposal_state_text
    left join synonyms as cases
        on
            cases.domain = 'bool'
            and cases.source_system = '*'
            and cases.raw_value = publicity.case_text
    left join synonyms as collections
        on
            collections.domain = 'bool'
            and collections.source_system = '*'
            and collections.raw_value = publicity.collected_text

),

row_disposals as (

    select
        spoken.sheet_no,
        spoken.source_row,
        list(distinct spoken.kind order by spoken.kind) as disposal_kinds
    from (
        select
            kinds.sheet_no,
            kinds.source_row,
            coalesce(synonyms.value, '其他') as kind
        from (
            select sheet_no, source_row, unnest(as_list(disposal_text)) as kind_text
            from published
        ) as kinds
        left join synonyms
            on
                synonyms.domain = 'disposal'
                and synonyms.source_system = '*'
                and synonyms.raw_value = as_key(kinds.kind_text)
    ) as spoken
    group by spoken.sheet_no, spoken.source_row

),

joined as (

    select
        coalesce(inspected.task_no, published.task_no) as task_no,
        coalesce(inspected.entity_id, published.entity_id) as entity_id,
        inspected.place,
        coalesce(inspected.check_office, assignments.office) as check_office,
        inspected.drawn_on,
        inspected.class_at_draw,
        inspected.draw_method,
        inspected.inspected_on,
        inspected.entered_on,
        inspected.reviewed_on,
        inspected.entry_state,
        published.published_on,
        coalesce(inspected.verified_on, published.verified_on) as verified_on,
        published.closed_on,
        published.pub_state,
        published.not_public_reason,
        published.needs_disposal,
        row_disposals.disposal_kinds,
        published.disposal_state,
        assignments.assigned_to,
        assignments.moved_to,
        published.collected_on,
        published.is_collected,
        published.is_case_filed,
        published.exported_on as pub_exported_on,
        coalesce(inspected.origin.sheet_no, published.sheet_no) as sheet_no,
        coalesce(inspected.origin.source_row, published.source_row) as source_row,
        published.sheet_no as pub_sheet_no,
        published.source_row as pub_row
    from inspected
    full join published
        using (task_no, entity_id)
    left join assignments
        using (task_no, entity_id)
    left join row_disposals
        using (sheet_no, source_row)

),

placed as (

    select
        joined.*,
        entities.unit as register_unit,
        entities.county_code as register_county,
        check_places.unit as check_unit,
        check_places.county_code as check_county,
        check_places.level as check_level,
        case
            when joined.place.unit is not null then '管辖单位'
            when entities.unit <> '未映射' then '名录库'
            when check_places.level <> '省级' then '检查机关'
            else '未映射'
        end as unit_basis
    from joined
    inner join sheets
        on joined.sheet_no = sheets.sheet_no
    inner join entities
        on
            joined.entity_id = entities.entity_id
            and coalesce(
                entities.from_year <= year(sheets.exported_on), true
            )
            and coalesce(
                entities.until_year > year(sheets.exported_on), true
            )
    left join places as check_places
        on joined.check_office = check_places.place_text

)

select
    placed.task_no,
    placed.entity_id,
    case placed.unit_basis
        when '管辖单位' then placed.place.unit
        when '名录库' then placed.register_unit
        when '检查机关' then placed.check_unit
        else '未映射'
    end as unit,
    case placed.unit_basis
        when '管辖单位' then coalesce(
            placed.place.county_code,
            case
                when placed.register_unit = placed.place.unit then placed.register_county
            end
        )
        when '名录库' then placed.register_county
        when '检查机关' then placed.check_county
    end as county_code,
    placed.unit_basis,
    placed.check_office,
    coalesce(placed.check_level = '省级', false) as is_provincial_check,
    placed.drawn_on,
    placed.class_at_draw,
    coalesce(placed.draw_method, tasks.draw_method) = '分类分层' as class_led,
    placed.inspected_on,
    placed.entered_on,
    placed.reviewed_on,
    placed.published_on,
    placed.verified_on,
    placed.closed_on,
    placed.entry_state,
    placed.pub_state,
    placed.not_public_reason,
    case
        when placed.needs_disposal is not null then placed.needs_disposal
        when len(placed.disposal_kinds) > 0
            then placed.disposal_kinds <> ['无需后续处置']
        else row_problems.has_problem
    end as needs_disposal,
    placed.disposal_kinds,
    placed.disposal_state,
    row_methods.methods,
    placed.moved_to,
    placed.assigned_to,
    placed.collected_on,
    placed.is_collected,
    placed.is_case_filed,
    row_inspectors.inspector_ids,
    coalesce(placed.pub_exported_on, sheets.exported_on) as exported_on,
    sheets.path as source_file,
    sheets.sheet,
    placed.source_row,
    pub_sheets.path as pub_file,
    pub_sheets.sheet as pub_sheet,
    placed.pub_row
from placed
inner join sheets
    using (sheet_no)
left join sheets as pub_sheets
    on placed.pub_sheet_no = pub_sheets.sheet_no
left join tasks
    using (task_no)
left join row_methods
    using (task_no, entity_id)
left join row_problems
    using (task_no, entity_id)
left join row_inspectors
    using (task_no, entity_id)
