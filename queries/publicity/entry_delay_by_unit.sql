-- 录入时延 | Entry delay: days from the inspection to its entry, by unit.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, row_count, dated_count, delay_median, delay_p90,
--          undated_count, early_count
-- rule:    M31: 录入日期 - 检查日期 in calendar days, of rows entered by the as-of
--          date with both; entered before the inspection counted apart; the
--          notice gives no limit
-- small:   row_count; dated_count > delay_median, delay_p90; undated_count;
--          early_count
-- parts:   dated_count + undated_count
-- access:  aggregate
with

chosen as (

    select
        unit,
        is_undated,
        is_early,
        case
            when has_done_date and not is_early and done_on <= $as_of
                then day_count
        end as delay_days
    from clock_rows
    where clock = 'entry'
        and start_on <= $as_of
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
        unit,
        count(*) as row_count,
        count(delay_days) as dated_count,
        median(delay_days) as delay_median,
        quantile_cont(delay_days, 0.9) as delay_p90,
        count(*) filter (where is_undated) as undated_count,
        count(*) filter (where is_early) as early_count
    from chosen
    group by unit

),

units as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        99 as unit_order
    from counted
    where unit = '未映射'

)

select
    units.unit,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.dated_count, 0) as dated_count,
    counted.delay_median,
    counted.delay_p90,
    coalesce(counted.undated_count, 0) as undated_count,
    coalesce(counted.early_count, 0) as early_count
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
