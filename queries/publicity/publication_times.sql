-- 公示用时 | Time to publish: rows published or still open after so many days.
-- grain:   unit in its order, working days since the inspection
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, workday_count, event_count, unfinished_count, limit_days
-- rule:    M12, current speed: published = with a date by the as-of date; open
--          = not published by then, censored at its age; 提前公示, 无公示日期 and
--          依法不予公开 are left out
-- access:  aggregate
with

today as (

    select workday_no
    from workdays
    where day = $as_of

),

timed as (

    select
        clock_rows.unit,
        coalesce(clock_rows.done_on <= $as_of, false) as is_done,
        least(
            clock_rows.workday_count,
            today.workday_no - clock_rows.start_workday_no
        ) as workday_count
    from clock_rows
    cross join today
    where clock_rows.clock = 'publication'
        and clock_rows.start_on <= $as_of
        and not clock_rows.is_early
        and not clock_rows.is_undated
        and not clock_rows.is_waived
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
    timed.unit,
    timed.workday_count,
    count(*) filter (where timed.is_done) as event_count,
    count(*) filter (where not timed.is_done) as unfinished_count,
    max(campaign.publication_limit_days) as limit_days
from timed
cross join campaign
left join ref_units
    on timed.unit = ref_units.unit
group by timed.unit, ref_units.unit_order, timed.workday_count
order by ref_units.unit_order nulls last, timed.unit, timed.workday_count
