-- 未归集明细 | Rows not collected: own-system rows the platform does not have.
-- grain:   one row per task row, longest waiting first
-- 粒度:    每个户次一行，等待久的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, check_office, task_no, entity_code, name, inspected_on,
--          entered_on, waiting_days, source_file, sheet, source_row
-- rule:    M21: own-system rows inspected and without a collection date by the
--          as-of date; calendar days since entry
-- 规则:    M21：自有系统已检查而截止日前没有归集日期的行；等待天数为录入后的自
--          然日数
-- access:  named
select
    collection.unit,
    collection.check_office,
    task_summaries.task_no,
    row_details.entity_code,
    row_details.name,
    collection.inspected_on,
    collection.start_on as entered_on,
    collection.waiting_days,
    row_details.source_file,
    row_details.sheet,
    row_details.source_row
from collection_on(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x, $tag
) as collection
inner join task_summaries
    on collection.task_id = task_summaries.task_id
inner join row_details
    on collection.task_id = row_details.task_id
    and collection.entity_id = row_details.entity_id
where not collection.is_done
order by
    collection.waiting_days desc nulls last,
    task_summaries.task_no,
    row_details.entity_code
