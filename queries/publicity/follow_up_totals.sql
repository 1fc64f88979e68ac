-- 公示与处置总数 | Publicity in figures: the selection's limits and follow-up.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: overdue_count, due_today_count, due_soon_count,
--          soon_days, due_week_count, disposal_count, closed_count,
--          closure_rate, own_count, collected_count, collection_rate,
--          entry_median, entry_p90
-- rule:    M15, M21, M31 of the totals; overdue, due and soon as in
--          due_by_office, of the publication clock
-- 规则:    M15、M21、M31的合计；逾期与到期同近期到期与逾期，限公示期限
-- small:   overdue_count; due_today_count; due_soon_count; due_week_count;
--          disposal_count > closure_rate; closed_count > closure_rate;
--          own_count > collection_rate; collected_count > collection_rate
-- access:  aggregate
with

chosen as (

    select
        *,
        clock = 'publication' and is_pending as is_waiting,
        clock = 'closure' as is_disposal,
        clock = 'collection' as is_own,
        clock = 'entry' and is_done and has_done_date and not is_early
            as has_delay
    from clocks_on(
        $as_of, null, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    where inspected_on <= $as_of

)

select
    count(*) filter (where is_waiting and due_on < $as_of) as overdue_count,
    count(*) filter (where is_waiting and due_on = $as_of) as due_today_count,
    count(*) filter (
        where is_waiting and due_on between $as_of and last_day_soon($as_of)
    ) as due_soon_count,
    (select rules.due_soon_workdays from rules) as soon_days,
    count(*) filter (
        where is_waiting and due_on between $as_of and sunday_after($as_of)
    ) as due_week_count,
    count(*) filter (where is_disposal) as disposal_count,
    count(*) filter (where is_disposal and is_done) as closed_count,
    rate(closed_count, disposal_count) as closure_rate,
    count(*) filter (where is_own) as own_count,
    count(*) filter (where is_own and is_done) as collected_count,
    rate(collected_count, own_count) as collection_rate,
    median(day_count) filter (where has_delay) as entry_median,
    quantile_cont(day_count, 0.9) filter (where has_delay) as entry_p90
from chosen
