-- 上报差异明细 | Rows behind a difference: each row that a unit may count otherwise.
-- grain:   metric_name, unit, county, cause, task_no, entity; in the order of
--          causes
-- 粒度:    每个指标、单位、县、原因、任务和主体一行；按原因的顺序
-- params:  $as_of, $units, $counties, $cause
-- columns: metric_name, unit, county, cause, entity_code, name, entity_kind,
--          home_unit, drawn_on, inspected_on, entered_on, published_on,
--          result_name, result_name_en, check_office, task_no, source_file,
--          sheet, source_row
-- rule:    the rows of reported_causes, where report and count differ; a row
--          stands under each cause that it bears; visits: every further row of
--          an enterprise that counts already; one cause or all
-- 规则:    即上报差异原因所用的行，限上报数与统计数不一致的单位；一行有几种原因的
--          分别列出；按户次计的为同一企业第一行以外的各行；可只看一种原因
-- access:  named
with

visits as (

    select
        *,
        row_number() over (
            partition by place, entity_id
            order by cause_bits, stage_on, task_id
        ) > 1 as is_again
    from report_visits($as_of, $units, $counties)

),

flagged as (

    select
        visits.*,
        causes.cause,
        causes.cause_order
    from visits
    inner join report_causes() as causes
        on visits.cause_bits & causes.cause_bit > 0
        or causes.cause_bit = 1
        and visits.cause_bits = 0
        and visits.is_again
    where $cause is null or causes.cause = $cause

)

select
    flagged.report_metric as metric_name,
    flagged.report_unit as unit,
    flagged.report_county as county,
    flagged.cause,
    row_details.entity_code,
    row_details.name,
    flagged.entity_kind,
    flagged.unit as home_unit,
    flagged.drawn_on,
    flagged.inspected_on,
    row_details.entered_on,
    flagged.published_on,
    ref_results.name as result_name,
    ref_results.name_en as result_name_en,
    row_details.check_office,
    task_summaries.task_no,
    row_details.source_file,
    row_details.sheet,
    row_details.source_row
from flagged
inner join row_details
    on flagged.task_id = row_details.task_id
    and flagged.entity_id = row_details.entity_id
inner join task_summaries
    on flagged.task_id = task_summaries.task_id
left join ref_results
    on flagged.main_result = ref_results.result_code
left join reporting_units
    on flagged.report_unit = reporting_units.unit
order by
    flagged.metric_order,
    reporting_units.unit_order nulls last,
    flagged.report_county nulls first,
    flagged.cause_order,
    flagged.stage_on,
    task_summaries.task_no,
    row_details.entity_code
