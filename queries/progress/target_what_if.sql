-- 目标测算 | Target what-if: how many more, if the floor were another one?
-- grain:   合计 first, then one row per reporting unit in its order
-- 粒度:    合计在前，其后每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties, $floor_ppm
-- columns: unit, stock_count, target_count, what_if_target_count, extra_count,
--          drawn_count, still_to_draw_count, what_if_to_draw_count,
--          checked_count, what_if_gap_count, needed_per_day,
--          what_if_needed_per_day, short_pace
-- rule:    M1, M8, M29 as if every floor below $floor_ppm were that floor
--          (50000 is 5 in a hundred); changes no data; a floor never lowers a
--          target; to draw = target - drawn, unknown after the deadline; pace =
--          the last 4 weeks, as it is; 合计 is the selection as one, the whole
--          province on its own floor, an enterprise counted once, so what the
--          units are to draw may add up to more: who drew more than the target
--          helps no other unit
-- 规则:    M1、M8、M29，按假设比例 $floor_ppm（百万分率）测算，不改动数据；低于
--          该比例的按该比例，已高于的不降低；还需抽取＝目标－已抽取，期限过后
--          不再列；速度为近4周实际；合计把所选范围作为整体，全省按省级底线，同一
--          企业只计一次，因此各单位还需抽取之和可大于合计：超抽的单位不抵其他单位
-- base:    yes
-- small:   drawn_count > still_to_draw_count, what_if_to_draw_count;
--          checked_count > what_if_gap_count, needed_per_day,
--          what_if_needed_per_day
-- access:  aggregate
with

paces as (

    select
        *,
        target_of(rated_stock_count, greatest(floor_ppm, $floor_ppm::bigint))
            as unit_target_count
    from standings($as_of, $units, $counties)

),

supposed as (

    select
        paces.*,
        case
            when not is_whole then unit_target_count
            when floor_target_count is null
                then (
                    sum(unit_target_count) filter (where not is_whole) over ()
                )::bigint
            else target_of(
                rated_stock_count,
                greatest(today.province_floor_ppm, $floor_ppm::bigint)
            )
        end as what_if_target_count,
        gap_of(what_if_target_count, checked_count) as what_if_gap_count
    from paces
    inner join pace_days as today
        on today.day = $as_of

)

select
    part as unit,
    stock_count,
    target_count,
    what_if_target_count,
    what_if_target_count - target_count as extra_count,
    drawn_count,
    to_draw(target_count, drawn_count, checked_count, is_over)
        as still_to_draw_count,
    to_draw(what_if_target_count, drawn_count, checked_count, is_over)
        as what_if_to_draw_count,
    checked_count,
    what_if_gap_count,
    rate(gap_count, left_count) as needed_per_day,
    rate(what_if_gap_count, left_count) as what_if_needed_per_day,
    short_pace
from supposed
order by is_whole desc, unit_order
