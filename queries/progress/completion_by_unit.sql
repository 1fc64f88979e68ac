-- 完成率 | Completion: enterprises inspected against the year's target, by unit.
-- grain:   one row per reporting unit in its order, also without inspections;
--          未映射 last, where it is not empty
-- 粒度:    每个报告单位一行，按固定顺序，没有检查的也列；有未映射的，列在最后
-- params:  $as_of, $units, $counties
-- columns: unit, stock_count, target_count, drawn_count, checked_count,
--          published_count, completion_rate, check_ratio, sufficiency_rate,
--          gap_count
-- rule:    notice 1; M1-M5, M29: the base is the stock at the end of the year
--          before, an enterprise counts once in a unit; with counties chosen,
--          target = ceil(their stock x the unit's floor)
-- 规则:    通知第一部分；M1–M5、M29：基数为上年末企业实有数，同一企业在一个
--          单位只计一次；选择县时，目标＝所选县实有数×单位比例，向上取整
-- base:    yes
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          check_ratio, gap_count; published_count
-- access:  aggregate
with

positions as (

    select *
    from standings($as_of, $units, $counties)
    where not is_whole

),

counted as (

    select *
    from stage_counts($as_of, $units, $counties, false)
    where entity_kind = '企业'

)

select
    coalesce(positions.part, counted.part) as unit,
    positions.stock_count,
    positions.target_count,
    coalesce(positions.drawn_count, counted.drawn_count) as drawn_count,
    coalesce(positions.checked_count, counted.checked_count) as checked_count,
    coalesce(positions.published_count, counted.published_count)
        as published_count,
    positions.completion_rate,
    rate(positions.checked_count, positions.rated_stock_count) as check_ratio,
    positions.sufficiency_rate,
    positions.gap_count
from positions
full join counted
    on positions.part = counted.part
left join reporting_units
    on coalesce(positions.part, counted.part) = reporting_units.unit
where reporting_units.has_target
    or counted.drawn_count + counted.checked_count > 0
order by reporting_units.unit_order, unit
