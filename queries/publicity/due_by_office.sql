-- 本周到期与逾期 | Due by office: what is overdue or due this week, and with whom.
-- grain:   clock, unit, check_office with anything open that is due; most
--          overdue first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag,
--          $clock
-- columns: clock, unit, check_office, overdue_count, due_today_count,
--          due_week_count, to_review_count, oldest_due_on, next_due_on
-- rule:    this week = from the as-of date to the Sunday after it; due today is
--          inside it; 待审核 and 审核退回 are counted in to_review; rows without a
--          due date or published without a date are not here
-- small:   overdue_count > oldest_due_on; due_today_count; due_week_count >
--          next_due_on; to_review_count
-- access:  aggregate
with

pending as (

    select *
    from clock_rows
    where start_on <= $as_of
        and ($clock is null or clock = $clock)
        and due_on <= $as_of + (7 - isodow($as_of))::integer
        and coalesce(done_on > $as_of, true)
        and not is_waived
        and not is_undated
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

)

select
    clock,
    unit,
    coalesce(check_office, '未注明') as check_office,
    count(*) filter (where due_on < $as_of) as overdue_count,
    count(*) filter (where due_on = $as_of) as due_today_count,
    count(*) filter (where due_on >= $as_of) as due_week_count,
    count(*) filter (where entry_state in ('待审核', '审核退回'))
        as to_review_count,
    min(due_on) filter (where due_on < $as_of) as oldest_due_on,
    min(due_on) filter (where due_on >= $as_of) as next_due_on
from pending
group by clock, unit, coalesce(check_office, '未注明')
order by overdue_count desc, due_week_count desc, clock, unit, check_office
