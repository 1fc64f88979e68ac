-- 公示与处置总数 | Publicity in figures: the selection's limits and follow-up.
-- grain:   one row
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: overdue_count, due_today_count, due_week_count, disposal_count,
--          closed_count, closure_rate, own_count, collected_count,
--          collection_rate, entry_median, entry_p90
-- rule:    M15, M21, M31 of the totals; overdue and due as in due_by_office, of
--          the publication clock
-- small:   overdue_count; due_today_count; due_week_count; disposal_count >
--          closure_rate; closed_count > closure_rate; own_count >
--          collection_rate; collected_count > collection_rate
-- access:  aggregate
with

chosen as (

    select
        clock,
        start_on,
        due_on,
        inspected_on,
        day_count,
        coalesce(done_on <= $as_of, false) as is_done,
        not is_waived and not is_undated as is_running,
        has_done_date and not is_early as has_delay
    from clock_rows
    where inspected_on <= $as_of
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

),

counted as (

    select
        count(*) filter (
            where clock = 'publication'
                and is_running
                and not is_done
                and due_on < $as_of
        ) as overdue_count,
        count(*) filter (
            where clock = 'publication'
                and is_running
                and not is_done
                and due_on = $as_of
        ) as due_today_count,
        count(*) filter (
            where clock = 'publication'
                and is_running
                and not is_done
                and due_on >= $as_of
                and due_on <= $as_of + (7 - isodow($as_of))::integer
        ) as due_week_count,
        count(*) filter (where clock = 'closure') as disposal_count,
        count(*) filter (where clock = 'closure' and is_done) as closed_count,
        count(*) filter (where clock = 'collection') as own_count,
        count(*) filter (where clock = 'collection' and is_done)
            as collected_count,
        median(day_count) filter (
            where clock = 'entry' and is_done and has_delay
        ) as entry_median,
        quantile_cont(day_count, 0.9) filter (
            where clock = 'entry' and is_done and has_delay
        ) as entry_p90
    from chosen

)

select
    overdue_count,
    due_today_count,
    due_week_count,
    disposal_count,
    closed_count,
    closed_count / nullif(disposal_count, 0) as closure_rate,
    own_count,
    collected_count,
    collected_count / nullif(own_count, 0) as collection_rate,
    entry_median,
    entry_p90
from counted
