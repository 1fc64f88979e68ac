-- 抽查检查结果公示 | Result notice: rows in the columns of the public notice.
-- grain:   one row per inspected task row, by task and entity
-- params:  $is_public, $as_of, $units, $counties, $offices, $kinds, $sources,
--          $plans, $joints, $draw_kinds, $one_plus_x, $tag
-- columns: row_no, plan_no, plan_name, task_no, task_name, draw_kind,
--          check_office, object_name, object_code, finished_on, result_text,
--          remark
-- rule:    export-formats.md, column order of the public result notice: rows
--          with a reviewed result; $is_public true = already published, false =
--          still to publish, none = both; 不予公示, 待审核 and 审核退回 are not in it
-- access:  named
with

chosen as (

    select
        task_facts.task_id,
        task_facts.entity_id,
        task_facts.plan_no,
        task_facts.draw_kind,
        task_facts.inspected_on,
        coalesce(task_facts.published_on <= $as_of, false) as is_public
    from task_facts
    where task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
        and coalesce(task_facts.pub_state, '') <> '不予公示'
        and coalesce(task_facts.entry_state, '')
            not in ('待审核', '审核退回', '未录入')
        and ($units is null or list_contains($units, task_facts.unit))
        and (
            $counties is null
            or list_contains($counties, task_facts.county_code)
        )
        and (
            $offices is null
            or list_contains($offices, task_facts.lead_office)
        )
        and ($kinds is null or list_contains($kinds, task_facts.entity_kind))
        and (
            $sources is null
            or list_contains($sources, task_facts.source_system)
        )
        and ($plans is null or list_contains($plans, task_facts.plan_no))
        and ($joints is null or list_contains($joints, task_facts.joint))
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, task_facts.draw_kind)
        )
        and ($one_plus_x is null or task_facts.one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(task_facts.tags, $tag))

),

wanted as (

    select *
    from chosen
    where $is_public is null or is_public = $is_public

),

spoken as (

    select
        result_rows.task_id,
        result_rows.entity_id,
        string_agg(
            ref_results.name, '；' order by ref_results.main_precedence
        ) as result_text
    from result_rows
    inner join wanted
        on result_rows.task_id = wanted.task_id
        and result_rows.entity_id = wanted.entity_id
    inner join ref_results
        on result_rows.result_code = ref_results.result_code
    where result_rows.result_code <> 'RX'
    group by result_rows.task_id, result_rows.entity_id

)

select
    row_number() over (
        order by
            task_summaries.task_no,
            row_details.entity_code,
            wanted.entity_id
    ) as row_no,
    wanted.plan_no,
    plan_rows.name as plan_name,
    task_summaries.task_no,
    task_summaries.name as task_name,
    wanted.draw_kind,
    row_details.check_office,
    row_details.name as object_name,
    row_details.entity_code as object_code,
    wanted.inspected_on as finished_on,
    spoken.result_text,
    null::varchar as remark
from wanted
inner join task_summaries
    on wanted.task_id = task_summaries.task_id
inner join row_details
    on wanted.task_id = row_details.task_id
    and wanted.entity_id = row_details.entity_id
left join spoken
    on wanted.task_id = spoken.task_id
    and wanted.entity_id = spoken.entity_id
left join plan_rows
    on wanted.plan_no = plan_rows.plan_no
order by row_no
