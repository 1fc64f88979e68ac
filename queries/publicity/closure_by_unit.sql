-- 后续处置完结率 | Closure: problem rows whose follow-up is closed, and ages.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, disposal_count, closed_count, closure_rate, open_short_count,
--          open_middle_count, open_long_count, closed_short_count,
--          closed_middle_count, closed_long_count, undated_count
-- rule:    M15: closed / problem rows that need disposal, published or not; age
--          in working days since the inspection, in three bands: up to
--          closure_age_short_days, up to closure_age_long_days, more; closed
--          without a date: inside the rate, without an age
-- 规则:    M15：已完结／需处置的问题行，不论是否公示；时长为检查日起的工作日数，
--          按处置时长第一档、第二档上限分三档；无日期的完结计入比例，不计时长
-- small:   disposal_count > closure_rate; closed_count > closure_rate;
--          open_short_count; open_middle_count; open_long_count;
--          closed_short_count; closed_middle_count; closed_long_count;
--          undated_count
-- parts:   open_short_count + open_middle_count + open_long_count +
--          closed_short_count + closed_middle_count + closed_long_count +
--          undated_count
-- sums:    disposal_count, closed_count, open_short_count, open_middle_count,
--          open_long_count, closed_short_count, closed_middle_count,
--          closed_long_count, undated_count
-- access:  aggregate
with

banded as (

    select
        unit,
        is_done as is_closed,
        is_done and is_undated as is_undated,
        case
            when not is_done then today.workday_no - start_workday_no
            when has_done_date then workday_count
        end as age_days,
        case
            when age_days <= rules.closure_age_short_days then 'short'
            when age_days <= rules.closure_age_long_days then 'middle'
            when age_days > rules.closure_age_long_days then 'long'
        end as band
    from clocks_on(
        $as_of, 'closure', $units, $counties, $offices, $kinds, $sources,
        $plans, $joints, $draw_kinds, $one_plus_x, $tag
    )
    cross join rules
    inner join workdays as today
        on today.day = $as_of
    where start_on <= $as_of

),

counted as (

    select
        unit,
        count(*) as disposal_count,
        count(*) filter (where is_closed) as closed_count,
        count(*) filter (where not is_closed and band = 'short')
            as open_short_count,
        count(*) filter (where not is_closed and band = 'middle')
            as open_middle_count,
        count(*) filter (where not is_closed and band = 'long')
            as open_long_count,
        count(*) filter (where is_closed and band = 'short')
            as closed_short_count,
        count(*) filter (where is_closed and band = 'middle')
            as closed_middle_count,
        count(*) filter (where is_closed and band = 'long')
            as closed_long_count,
        count(*) filter (where is_undated) as undated_count
    from banded
    group by unit

)

select
    units.unit,
    coalesce(counted.disposal_count, 0) as disposal_count,
    coalesce(counted.closed_count, 0) as closed_count,
    counted.closed_count / counted.disposal_count as closure_rate,
    coalesce(counted.open_short_count, 0) as open_short_count,
    coalesce(counted.open_middle_count, 0) as open_middle_count,
    coalesce(counted.open_long_count, 0) as open_long_count,
    coalesce(counted.closed_short_count, 0) as closed_short_count,
    coalesce(counted.closed_middle_count, 0) as closed_middle_count,
    coalesce(counted.closed_long_count, 0) as closed_long_count,
    coalesce(counted.undated_count, 0) as undated_count
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
where units.has_target or counted.disposal_count > 0
order by units.unit_order
