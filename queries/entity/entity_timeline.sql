-- 检查对象时间线 | Timeline: what happened to an entity, with file and row.
-- grain:   one row per fact, latest first; facts without a date last
-- params:  $as_of, $units, $entity_id
-- columns: event_on, stage, task_no, task_name, acting_office, detail,
--          source_file, sheet, source_row
-- rule:    facts dated up to the as-of date; undated ones (日期缺失) at the data
--          date only; each fact with the file it stands in; 立案 bears no date
--          in the exports; no class here
-- access:  named
with

rows_of_entity as (

    select
        row_details.*,
        task_summaries.task_no,
        task_summaries.name as task_name,
        task_summaries.lead_office
    from row_details
    inner join entity_register
        on row_details.entity_id = entity_register.entity_id
    inner join task_summaries
        on row_details.task_id = task_summaries.task_id
    where row_details.entity_id = cast($entity_id as integer)
        and ($units is null or list_contains($units, entity_register.unit))

),

spoken as (

    select
        result_rows.task_id,
        result_rows.entity_id,
        string_agg(
            result_rows.result_code || ' ' || ref_results.name,
            '；' order by ref_results.main_precedence
        ) as result_text
    from result_rows
    inner join ref_results
        on result_rows.result_code = ref_results.result_code
    where result_rows.entity_id = cast($entity_id as integer)
    group by result_rows.task_id, result_rows.entity_id

),

facts as (

    select
        1 as stage_order,
        'established' as stage,
        established_on as event_on,
        true as has_happened,
        null as task_no,
        null as task_name,
        null as acting_office,
        reg_status as detail,
        source_file,
        sheet,
        source_row
    from entity_register
    where entity_id = cast($entity_id as integer)
        and ($units is null or list_contains($units, unit))
    union all
    select
        2 as stage_order,
        'drawn' as stage,
        drawn_on as event_on,
        true as has_happened,
        task_no,
        task_name,
        lead_office as acting_office,
        case when moved_to is not null then '指派至 ' || moved_to end as detail,
        coalesce(source_file, task_file) as source_file,
        coalesce(sheet, task_sheet) as sheet,
        coalesce(source_row, task_row) as source_row
    from rows_of_entity
    union all
    select
        3 as stage_order,
        'inspected' as stage,
        rows_of_entity.inspected_on as event_on,
        rows_of_entity.inspected_on is not null
            or spoken.result_text is not null as has_happened,
        rows_of_entity.task_no,
        rows_of_entity.task_name,
        rows_of_entity.check_office as acting_office,
        concat_ws(
            '：',
            array_to_string(rows_of_entity.methods, '、'),
            spoken.result_text
        ) as detail,
        rows_of_entity.source_file,
        rows_of_entity.sheet,
        rows_of_entity.source_row
    from rows_of_entity
    left join spoken
        on rows_of_entity.task_id = spoken.task_id
    union all
    select
        4 as stage_order,
        'entered' as stage,
        entered_on as event_on,
        entered_on is not null as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        entry_state as detail,
        source_file,
        sheet,
        source_row
    from rows_of_entity
    union all
    select
        5 as stage_order,
        'reviewed' as stage,
        reviewed_on as event_on,
        reviewed_on is not null as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        entry_state as detail,
        source_file,
        sheet,
        source_row
    from rows_of_entity
    union all
    select
        6 as stage_order,
        'published' as stage,
        published_on as event_on,
        pub_state in ('已公示', '不予公示') as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        concat_ws('：', pub_state, not_public_reason) as detail,
        pub_file as source_file,
        pub_sheet as sheet,
        pub_row as source_row
    from rows_of_entity
    union all
    select
        7 as stage_order,
        'verified' as stage,
        verified_on as event_on,
        verified_on is not null as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        array_to_string(disposal_kinds, '、') as detail,
        coalesce(pub_file, source_file) as source_file,
        coalesce(pub_sheet, sheet) as sheet,
        coalesce(pub_row, source_row) as source_row
    from rows_of_entity
    union all
    select
        8 as stage_order,
        'case_filed' as stage,
        null as event_on,
        is_case_filed as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        null as detail,
        coalesce(pub_file, source_file) as source_file,
        coalesce(pub_sheet, sheet) as sheet,
        coalesce(pub_row, source_row) as source_row
    from rows_of_entity
    union all
    select
        9 as stage_order,
        'closed' as stage,
        closed_on as event_on,
        needs_disposal as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        concat_ws('：', array_to_string(disposal_kinds, '、'), disposal_state)
            as detail,
        coalesce(pub_file, source_file) as source_file,
        coalesce(pub_sheet, sheet) as sheet,
        coalesce(pub_row, source_row) as source_row
    from rows_of_entity
    union all
    select
        10 as stage_order,
        'collected' as stage,
        collected_on as event_on,
        collected_on is not null as has_happened,
        task_no,
        task_name,
        check_office as acting_office,
        null as detail,
        coalesce(pub_file, source_file) as source_file,
        coalesce(pub_sheet, sheet) as sheet,
        coalesce(pub_row, source_row) as source_row
    from rows_of_entity

)

select
    facts.event_on,
    facts.stage,
    facts.task_no,
    facts.task_name,
    facts.acting_office,
    nullif(facts.detail, '') as detail,
    facts.source_file,
    facts.sheet,
    facts.source_row
from facts
cross join campaign
where facts.has_happened
    and coalesce(facts.event_on, campaign.data_date) <= $as_of
order by
    facts.event_on desc nulls last,
    facts.task_no,
    facts.stage_order desc
