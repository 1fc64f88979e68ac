-- 期限状态 | Clocks by unit: what is not due, due today, overdue, or without dates.
-- grain:   clock, unit in its order; 合计 of the selection first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: clock, start_event, limit_days, day_kind, clock_status, basis,
--          unit, is_total, row_count, in_time_count, done_late_count,
--          early_count, not_due_count, due_today_count, overdue_count,
--          no_start_count, undated_count, waived_count, done_count,
--          unfinished_count
-- rule:    clocks.csv, canonical.md: 今日 is the as-of date; every row is in one
--          state; early is apart from in time; without start (起算日不明) or
--          limit nothing is overdue; rows without start count at the data date
-- small:   row_count; in_time_count; done_late_count; early_count;
--          not_due_count; due_today_count; overdue_count; no_start_count;
--          undated_count; waived_count; done_count; unfinished_count
-- parts:   done_count + unfinished_count; in_time_count + done_late_count +
--          early_count + undated_count; not_due_count + due_today_count +
--          overdue_count + no_start_count
-- access:  aggregate
with

stated as (

    select
        clock_rows.clock,
        clock_rows.unit,
        case
            when clock_rows.is_waived then 'waived'
            when clock_rows.is_undated then 'undated'
            when clock_rows.is_early and clock_rows.done_on <= $as_of
                then 'early'
            when clock_rows.start_on is null
                and coalesce(clock_rows.done_on > $as_of, true) then 'no_start'
            when clock_rows.done_on <= $as_of and clock_rows.due_on is null
                then 'done'
            when clock_rows.done_on <= $as_of
                and clock_rows.done_on <= clock_rows.due_on then 'in_time'
            when clock_rows.done_on <= $as_of then 'late'
            when clock_rows.due_on is null then 'open'
            when clock_rows.due_on > $as_of then 'not_due'
            when clock_rows.due_on = $as_of then 'due_today'
            else 'overdue'
        end as state
    from clock_rows
    cross join campaign
    where coalesce(
            clock_rows.start_on, clock_rows.inspected_on, campaign.data_date
        ) <= $as_of
        and ($units is null or list_contains($units, clock_rows.unit))
        and (
            $counties is null
            or list_contains($counties, clock_rows.county_code)
        )
        and (
            $offices is null
            or list_contains($offices, clock_rows.lead_office)
        )
        and ($kinds is null or list_contains($kinds, clock_rows.entity_kind))
        and (
            $sources is null
            or list_contains($sources, clock_rows.source_system)
        )
        and ($plans is null or list_contains($plans, clock_rows.plan_no))
        and ($joints is null or list_contains($joints, clock_rows.joint))
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, clock_rows.draw_kind)
        )
        and ($one_plus_x is null or clock_rows.one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(clock_rows.tags, $tag))

),

counted as (

    select
        clock,
        coalesce(unit, '合计') as unit,
        grouping(unit) = 1 as is_total,
        count(*) as row_count,
        count(*) filter (where state = 'in_time') as in_time_count,
        count(*) filter (where state = 'late') as done_late_count,
        count(*) filter (where state = 'early') as early_count,
        count(*) filter (where state = 'not_due') as not_due_count,
        count(*) filter (where state = 'due_today') as due_today_count,
        count(*) filter (where state = 'overdue') as overdue_count,
        count(*) filter (where state = 'no_start') as no_start_count,
        count(*) filter (where state = 'undated') as undated_count,
        count(*) filter (where state = 'waived') as waived_count,
        count(*) filter (
            where state in ('done', 'in_time', 'late', 'early', 'undated')
        ) as done_count,
        count(*) filter (
            where state in (
                'open', 'not_due', 'due_today', 'overdue', 'no_start'
            )
        ) as unfinished_count
    from stated
    group by grouping sets ((clock, unit), (clock))

)

select
    counted.clock,
    ref_clocks.start_event,
    ref_clocks.limit_days,
    ref_clocks.day_kind,
    ref_clocks.status as clock_status,
    ref_clocks.basis,
    counted.unit,
    counted.is_total,
    counted.row_count,
    counted.in_time_count,
    counted.done_late_count,
    counted.early_count,
    counted.not_due_count,
    counted.due_today_count,
    counted.overdue_count,
    counted.no_start_count,
    counted.undated_count,
    counted.waived_count,
    counted.done_count,
    counted.unfinished_count
from counted
inner join ref_clocks
    on counted.clock = ref_clocks.clock
left join ref_units
    on counted.unit = ref_units.unit
order by
    ref_clocks.limit_days desc nulls last,
    counted.clock,
    counted.is_total desc,
    ref_units.unit_order nulls last,
    counted.unit
