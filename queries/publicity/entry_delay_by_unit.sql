-- 录入时延 | Entry delay: days from the inspection to its entry, by unit.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, row_count, dated_count, delay_median, delay_p90,
--          undated_count, early_count
-- rule:    M31: 录入日期 - 检查日期 in calendar days, of rows entered by the as-of date
--          with both; entered before the inspection counted apart; the notice
--          gives no limit
-- 规则:    M31：录入日期－检查日期的自然日数，限截止日前录入且两个日期都有的行；
--          早于检查的录入另列；通知未规定天数
-- small:   row_count; dated_count > delay_median, delay_p90; undated_count;
--          early_count
-- parts:   dated_count + undated_count
-- sums:    row_count, dated_count, undated_count, early_count
-- access:  aggregate
with

chosen as (

    select
        *,
        case when is_done and has_done_date and not is_early then day_count end
            as delay_days
    from clocks_on(
        $as_of, 'entry', $units, $counties, $offices, $kinds, $sources,
        $plans, $joints, $draw_kinds, $one_plus_x, $tag
    )
    where start_on <= $as_of

),

counted as (

    select
        unit,
        count(*) as row_count,
        count(delay_days) as dated_count,
        median(delay_days) as delay_median,
        quantile_cont(delay_days, 0.9) as delay_p90,
        count(*) filter (where is_undated) as undated_count,
        count(*) filter (where is_early) as early_count
    from chosen
    group by unit

)

select
    units.unit,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.dated_count, 0) as dated_count,
    counted.delay_median,
    counted.delay_p90,
    coalesce(counted.undated_count, 0) as undated_count,
    coalesce(counted.early_count, 0) as early_count
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
where units.has_target or counted.row_count > 0
order by units.unit_order
