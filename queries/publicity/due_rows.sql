-- 逾期与本周到期明细 | Rows due: each row that is overdue or due this week.
-- grain:   clock, task_no, entity; longest overdue first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag,
--          $clock
-- columns: clock, unit, check_office, task_no, entity_code, name, start_on,
--          due_on, overdue_workday_count, entry_state
-- rule:    see due_by_office; working days past the due date up to the as-of
--          date
-- access:  named
with

today as (

    select workday_no
    from workdays
    where day = $as_of

)

select
    clock_rows.clock,
    clock_rows.unit,
    clock_rows.check_office,
    task_summaries.task_no,
    row_details.entity_code,
    row_details.name,
    clock_rows.start_on,
    clock_rows.due_on,
    greatest(today.workday_no - due_days.workday_no, 0)
        as overdue_workday_count,
    clock_rows.entry_state
from clock_rows
cross join today
inner join task_summaries
    on clock_rows.task_id = task_summaries.task_id
inner join row_details
    on clock_rows.task_id = row_details.task_id
    and clock_rows.entity_id = row_details.entity_id
inner join workdays as due_days
    on clock_rows.due_on = due_days.day
where clock_rows.start_on <= $as_of
    and ($clock is null or clock_rows.clock = $clock)
    and clock_rows.due_on <= $as_of + (7 - isodow($as_of))::integer
    and coalesce(clock_rows.done_on > $as_of, true)
    and not clock_rows.is_waived
    and not clock_rows.is_undated
    and ($units is null or list_contains($units, clock_rows.unit))
    and ($counties is null or list_contains($counties, clock_rows.county_code))
    and ($offices is null or list_contains($offices, clock_rows.lead_office))
    and ($kinds is null or list_contains($kinds, clock_rows.entity_kind))
    and ($sources is null or list_contains($sources, clock_rows.source_system))
    and ($plans is null or list_contains($plans, clock_rows.plan_no))
    and ($joints is null or list_contains($joints, clock_rows.joint))
    and (
        $draw_kinds is null
        or list_contains($draw_kinds, clock_rows.draw_kind)
    )
    and ($one_plus_x is null or clock_rows.one_plus_x = $one_plus_x)
    and ($tag is null or list_contains(clock_rows.tags, $tag))
order by
    clock_rows.due_on,
    clock_rows.clock,
    clock_rows.unit,
    task_summaries.task_no,
    row_details.entity_code
