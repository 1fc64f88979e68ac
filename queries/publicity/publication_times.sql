-- 公示用时 | Time to publish: rows published or still open after so many days.
-- grain:   unit in its order, working days since the inspection
-- 粒度:    每个单位、检查后的工作日数一行，按固定顺序
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, workday_count, event_count, unfinished_count, limit_days
-- rule:    M12, current speed: published = with a date by the as-of date; open
--          = not published by then, censored at its age; 提前公示, 无公示日期 and 依法不予公开
--          are left out
-- 规则:    M12、当前速度：已公示＝截止日前有公示日期；未公示的按已等待时长删失；
--          提前公示、无公示日期、依法不予公开不计
-- access:  aggregate
with

timed as (

    select
        unit,
        is_done,
        least(
            clocks.workday_count, workday_no_of($as_of) - start_workday_no
        ) as workday_count
    from clocks_on(
        $as_of, 'publication', $units, $counties, $offices, $kinds, $sources,
        $plans, $joints, $draw_kinds, $one_plus_x, $tag
    ) as clocks
    where start_on <= $as_of
        and not (is_early or is_undated or is_waived)

)

select
    timed.unit,
    timed.workday_count,
    count(*) filter (where timed.is_done) as event_count,
    count(*) filter (where not timed.is_done) as unfinished_count,
    max(campaign.publication_limit_days) as limit_days
from timed
cross join campaign
left join reporting_units
    on timed.unit = reporting_units.unit
group by timed.unit, reporting_units.unit_order, timed.workday_count
order by reporting_units.unit_order nulls last, timed.unit, timed.workday_count
