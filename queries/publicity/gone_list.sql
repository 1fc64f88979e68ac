-- 未实际查到明细 | Gone, by name: each inspection whose firm was not there.
-- grain:   task_no, entity; by unit, what follows and date
-- 粒度:    每个任务、主体一行；按单位、后续事项和日期
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, gone_follow_up, entity_code, name, result_name,
--          result_name_en, inspected_on, reg_status, is_found_again, county,
--          check_office, task_no, source_file, sheet, source_row
-- rule:    M32: each row that gone_by_unit counts; found again = another
--          inspection of the unit by the as-of date found it
-- 规则:    M32：即未实际查到所计的每一户次；又查到＝截至统计日该单位另一次检查
--          查到了该主体
-- access:  named
select
    gone.unit,
    gone.gone_follow_up,
    row_details.entity_code,
    row_details.name,
    ref_results.name as result_name,
    ref_results.name_en as result_name_en,
    gone.inspected_on,
    gone.reg_status,
    gone.is_found_again,
    ref_counties.county,
    row_details.check_office,
    task_summaries.task_no,
    row_details.source_file,
    row_details.sheet,
    row_details.source_row
from gone_on(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
) as gone
inner join row_details
    on gone.task_id = row_details.task_id
    and gone.entity_id = row_details.entity_id
inner join task_summaries
    on gone.task_id = task_summaries.task_id
inner join ref_results
    on gone.main_result = ref_results.result_code
left join ref_counties
    on gone.county_code = ref_counties.county_code
left join reporting_units
    on gone.unit = reporting_units.unit
order by
    reporting_units.unit_order,
    gone.is_found_again,
    gone.gone_follow_up,
    gone.inspected_on,
    task_summaries.task_no,
    row_details.entity_code
