-- 抽查检查结果公示 | Result notice: rows in the columns of the public notice.
-- grain:   one row per inspected task row, by task and entity
-- 粒度:    每个已检查户次一行，按任务和主体
-- params:  $is_public, $as_of, $units, $counties, $offices, $kinds, $sources,
--          $plans, $joints, $draw_kinds, $one_plus_x, $tag
-- columns: row_no, plan_no, plan_name, task_no, task_name, draw_kind,
--          check_office, object_name, object_code, finished_on, result_text,
--          remark
-- rule:    columns in the order of the public result notice: rows with a
--          reviewed result; $is_public true = already published, false = still
--          to publish, none = both; 不予公示, 待审核 and 审核退回 are not in it
-- 规则:    按抽查检查结果公示的列序：结果已审核的行；可选只看已公示、
--          只看未公示或全部；不予公示、待审核、审核退回不列入
-- access:  named
with

wanted as (

    select
        *,
        coalesce(published_on <= $as_of, false) as is_public
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    where coalesce(pub_state, '') <> '不予公示'
        and coalesce(entry_state, '') not in ('待审核', '审核退回', '未录入')
        and ($is_public is null or is_public = $is_public)

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
