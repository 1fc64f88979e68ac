-- 逾期与近期到期明细 | Rows due: each row that is overdue or due soon.
-- grain:   clock, task_no, entity; longest overdue first
-- 粒度:    每种时限、任务、主体一行；逾期久的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag,
--          $clock
-- columns: clock, unit, check_office, task_no, entity_code, name, start_on,
--          due_on, overdue_workday_count, entry_state
-- rule:    each row that due_by_office counts; working days past the due date
--          up to the as-of date
-- 规则:    近期到期与逾期中的每一行；逾期工作日自到期日之后计至截止日
-- access:  named
select
    clocks.clock,
    clocks.unit,
    clocks.check_office,
    task_summaries.task_no,
    row_details.entity_code,
    row_details.name,
    clocks.start_on,
    clocks.due_on,
    clocks.overdue_workday_count,
    clocks.entry_state
from clocks_due(
    $as_of, $clock, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $tag
) as clocks
inner join task_summaries
    on clocks.task_id = task_summaries.task_id
inner join row_details
    on clocks.task_id = row_details.task_id
    and clocks.entity_id = row_details.entity_id
order by
    clocks.due_on,
    clocks.clock,
    clocks.unit,
    task_summaries.task_no,
    row_details.entity_code
