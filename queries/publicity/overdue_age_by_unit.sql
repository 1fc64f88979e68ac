-- 逾期时长 | Age of what is overdue: working days past the due date, by unit.
-- grain:   clock, unit in its order, where anything is overdue
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag,
--          $clock
-- columns: clock, unit, overdue_count, days_5_count, days_10_count,
--          days_20_count, days_more_count, oldest_due_on
-- rule:    working days after the due date up to the as-of date: 1-5, 6-10,
--          11-20, more
-- small:   overdue_count > oldest_due_on; days_5_count; days_10_count;
--          days_20_count; days_more_count
-- parts:   days_5_count + days_10_count + days_20_count + days_more_count
-- access:  aggregate
with

today as (

    select workday_no
    from workdays
    where day = $as_of

),

aged as (

    select
        clock_rows.clock,
        clock_rows.unit,
        clock_rows.due_on,
        today.workday_no - due_days.workday_no as workday_count
    from clock_rows
    cross join today
    inner join workdays as due_days
        on clock_rows.due_on = due_days.day
    where clock_rows.due_on < $as_of
        and ($clock is null or clock_rows.clock = $clock)
        and coalesce(clock_rows.done_on > $as_of, true)
        and not clock_rows.is_waived
        and not clock_rows.is_undated
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

)

select
    aged.clock,
    aged.unit,
    count(*) as overdue_count,
    count(*) filter (where workday_count <= 5) as days_5_count,
    count(*) filter (where workday_count between 6 and 10) as days_10_count,
    count(*) filter (where workday_count between 11 and 20) as days_20_count,
    count(*) filter (where workday_count > 20) as days_more_count,
    min(aged.due_on) as oldest_due_on
from aged
left join ref_units
    on aged.unit = ref_units.unit
group by aged.clock, aged.unit, ref_units.unit_order
order by aged.clock, ref_units.unit_order nulls last, aged.unit
