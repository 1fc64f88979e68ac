-- 目标测算 | Target what-if: how many more, if the floor were another one?
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties, $floor_ppm
-- columns: unit, stock_count, target_count, what_if_target_count, extra_count,
--          checked_count, what_if_gap_count, what_if_needed_per_day
-- rule:    M1, M8 as if every floor below $floor_ppm were that floor (50000 is
--          5 in a hundred); changes no data; a floor never lowers a target
-- 规则:    M1、M8，按假设比例 $floor_ppm（百万分率）测算，不改动数据；低于该
--          比例的按该比例，已高于的不降低
-- base:    yes
-- small:   checked_count > what_if_gap_count, what_if_needed_per_day
-- access:  aggregate
with

supposed as (

    select
        *,
        target_of(rated_stock_count, greatest(floor_ppm, $floor_ppm::bigint))
            as what_if_target_count,
        gap_of(what_if_target_count, checked_count) as what_if_gap_count
    from positions($as_of, $units, $counties, false)

)

select
    part as unit,
    stock_count,
    target_count,
    what_if_target_count,
    what_if_target_count - target_count as extra_count,
    checked_count,
    what_if_gap_count,
    rate(what_if_gap_count, left_count) as what_if_needed_per_day
from supposed
order by unit_order
