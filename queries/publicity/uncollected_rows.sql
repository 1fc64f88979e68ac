-- 未归集明细 | Rows not collected: own-system rows the platform does not have.
-- grain:   one row per task row, longest waiting first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, check_office, task_no, entity_code, name, inspected_on,
--          entered_on, waiting_days, source_file, sheet, source_row
-- rule:    M21: own-system rows inspected and without a collection date by the
--          as-of date; calendar days since entry
-- access:  named
select
    clock_rows.unit,
    clock_rows.check_office,
    task_summaries.task_no,
    row_details.entity_code,
    row_details.name,
    clock_rows.inspected_on,
    clock_rows.start_on as entered_on,
    $as_of - clock_rows.start_on as waiting_days,
    row_details.source_file,
    row_details.sheet,
    row_details.source_row
from clock_rows
inner join task_summaries
    on clock_rows.task_id = task_summaries.task_id
inner join row_details
    on clock_rows.task_id = row_details.task_id
    and clock_rows.entity_id = row_details.entity_id
where clock_rows.clock = 'collection'
    and clock_rows.inspected_on <= $as_of
    and coalesce(clock_rows.done_on > $as_of, true)
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
    waiting_days desc nulls last,
    task_summaries.task_no,
    row_details.entity_code
