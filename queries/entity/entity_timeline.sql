-- 检查对象时间线 | Timeline: what happened to an entity, with file and row.
-- grain:   one row per fact, latest first; facts without a date last
-- 粒度:    每件事一行，近的在前；没有日期的在最后
-- params:  $as_of, $units, $entity_id
-- columns: event_on, stage, task_no, task_name, acting_office, detail,
--          source_file, sheet, source_row
-- rule:    facts dated up to the as-of date; undated ones (日期缺失) at the data
--          date only; each fact with the file it stands in; 立案 bears no date
--          in the exports; beside them the day by which each inspection must
--          be published, also a coming one, and how that stands; no class here
-- 规则:    截至统计日的事实；日期缺失的只在数据日期列出；每条注明所在文件；导出表中
--          立案没有日期；另列每次检查的应公示日（含未到的）及其状态；
--          这里不列分类
-- access:  named
with

known as (

    select *
    from entity_register
    where entity_id = cast($entity_id as integer) and is_among(unit, $units)

),

spoken as (

    select
        result_rows.task_id,
        string_agg(
            result_rows.result_code || ' ' || ref_results.name,
            '；' order by ref_results.main_precedence
        ) as result_text
    from result_rows
    inner join ref_results
        on result_rows.result_code = ref_results.result_code
    where result_rows.entity_id = cast($entity_id as integer)
    group by result_rows.task_id

),

rows_of_entity as (

    select
        row_details.*,
        task_summaries.task_no,
        task_summaries.name as task_name,
        task_summaries.lead_office,
        spoken.result_text,
        array_to_string(row_details.methods, '、') as method_text,
        array_to_string(row_details.disposal_kinds, '、') as disposal_text,
        coalesce(row_details.pub_file, row_details.source_file) as late_file,
        coalesce(row_details.pub_sheet, row_details.sheet) as late_sheet,
        coalesce(row_details.pub_row, row_details.source_row) as late_row,
        limits.due_on,
        limits.start_on <= $as_of and not limits.is_waived as is_limited,
        case
            when limits.is_undated then '已公示，无日期'
            when limits.is_done and limits.is_early then '公示早于检查'
            when limits.is_done and limits.done_on > limits.due_on
                then '逾期公示'
            when limits.is_done then '按时公示'
            when limits.due_on > $as_of then '未到期'
            when limits.due_on = $as_of then '今日到期'
            else '逾期未公示'
        end as limit_state
    from row_details
    inner join known
        on row_details.entity_id = known.entity_id
    inner join task_summaries
        on row_details.task_id = task_summaries.task_id
    left join spoken
        on row_details.task_id = spoken.task_id
    left join clocks_on(
        $as_of, 'publication', null, null, null, null, null, null, null, null,
        null, null
    ) as limits
        on row_details.task_id = limits.task_id
        and row_details.entity_id = limits.entity_id

),

facts as (

    select
        null as task_no,
        null as task_name,
        happening(
            1, 'established', established_on, true, null, reg_status,
            source_file, sheet, source_row
        ) as fact
    from known
    union all
    select
        task_no,
        task_name,
        unnest(
            [
                happening(
                    2, 'drawn', drawn_on, true, lead_office,
                    '指派至 ' || moved_to, coalesce(source_file, task_file),
                    coalesce(sheet, task_sheet), coalesce(source_row, task_row)
                ),
                happening(
                    3, 'inspected', inspected_on,
                    inspected_on is not null or result_text is not null,
                    check_office, concat_ws('：', method_text, result_text),
                    source_file, sheet, source_row
                ),
                happening(
                    4, 'entered', entered_on, entered_on is not null,
                    check_office, entry_state, source_file, sheet, source_row
                ),
                happening(
                    5, 'reviewed', reviewed_on, reviewed_on is not null,
                    check_office, entry_state, source_file, sheet, source_row
                ),
                happening(
                    6, 'published', published_on,
                    pub_state in ('已公示', '不予公示'), check_office,
                    concat_ws('：', pub_state, not_public_reason),
                    pub_file, pub_sheet, pub_row
                ),
                happening(
                    7, 'verified', verified_on, verified_on is not null,
                    check_office, disposal_text,
                    late_file, late_sheet, late_row
                ),
                happening(
                    8, 'case_filed', null, is_case_filed, check_office, null,
                    late_file, late_sheet, late_row
                ),
                happening(
                    9, 'closed', closed_on, needs_disposal, check_office,
                    concat_ws('：', disposal_text, disposal_state),
                    late_file, late_sheet, late_row
                ),
                happening(
                    10, 'collected', collected_on, is_collected, check_office,
                    null, late_file, late_sheet, late_row
                ),
                happening(
                    14, 'publicity_due', due_on,
                    due_on is not null and is_limited, check_office,
                    limit_state, source_file, sheet, source_row
                )
            ]
        ) as fact
    from rows_of_entity
    union all
    select
        null as task_no,
        null as task_name,
        unnest(
            [
                happening(
                    11, 'penalised', happened_on, kind = '行政处罚',
                    office, concat_ws('：', document_no, reason, content),
                    source_file, sheet, source_row
                ),
                happening(
                    12, 'listed', happened_on, kind <> '行政处罚',
                    office, concat_ws('：', kind, document_no, reason),
                    source_file, sheet, source_row
                ),
                happening(
                    13, 'removed', ended_on, ended_on is not null,
                    office, concat_ws('：', kind, content),
                    source_file, sheet, source_row
                )
            ]
        ) as fact
    from follow_up_rows
    where entity_id in (select entity_id from known)

)

select
    facts.fact.event_on as event_on,
    facts.fact.stage as stage,
    facts.task_no,
    facts.task_name,
    facts.fact.acting_office as acting_office,
    nullif(facts.fact.detail, '') as detail,
    facts.fact.source_file as source_file,
    facts.fact.sheet as sheet,
    facts.fact.source_row as source_row
from facts
cross join campaign
where facts.fact.has_happened
    and (
        coalesce(facts.fact.event_on, campaign.data_date) <= $as_of
        or facts.fact.stage = 'publicity_due'
    )
order by
    facts.fact.event_on desc nulls last,
    facts.task_no,
    facts.fact.stage_order desc
