-- 环节漏斗 | Stages: task rows from drawn to closed, by unit.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, drawn_count, inspected_count, entered_count, published_count,
--          closed_count, to_review_count
-- rule:    the notice, part 3 (2): each stage on its own date; entered without
--          a date counts from the data date on, published and closed from the
--          export; what needs no disposal is closed once published; 待审核 apart
-- 规则:    通知第三部分（二）：各环节按各自日期；录入无日期的自数据日期起计，公示、
--          完结无日期的自导出日起计；无需处置的公示后即完结；待审核单列
-- small:   drawn_count; inspected_count; entered_count; published_count;
--          closed_count; to_review_count
-- sums:    drawn_count, inspected_count, entered_count, published_count,
--          closed_count, to_review_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(*) filter (where drawn_on <= $as_of) as drawn_count,
        count(*) filter (where is_inspected and inspected_on <= $as_of)
            as inspected_count,
        count(*) filter (where is_inspected and entered_on <= $as_of)
            as entered_count,
        count(*) filter (where is_inspected and published_on <= $as_of)
            as published_count,
        count(*) filter (where is_inspected and closed_on <= $as_of)
            as closed_count,
        count(*) filter (
            where is_inspected
                and entered_on <= $as_of
                and entry_state = '待审核'
        ) as to_review_count
    from chosen_facts(
        $units, $counties, $offices, $kinds, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x, $tag
    )
    group by unit

)

select
    units.unit,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.entered_count, 0) as entered_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(counted.closed_count, 0) as closed_count,
    coalesce(counted.to_review_count, 0) as to_review_count
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
where units.has_target or counted.drawn_count + counted.inspected_count > 0
order by units.unit_order
