-- 环节漏斗 | Stages: task rows from drawn to closed, by unit.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, drawn_count, inspected_count, entered_count, published_count,
--          closed_count, to_review_count
-- rule:    notice.md N15: each stage on its own date; entered without a date
--          counts from the data date on, published and closed from the export;
--          what needs no disposal is 已完结 once published; 待审核 apart
-- small:   drawn_count; inspected_count; entered_count; published_count;
--          closed_count; to_review_count
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
    from task_facts
    where ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))
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
    where unit = '未映射' and drawn_count + inspected_count > 0

)

select
    units.unit,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.entered_count, 0) as entered_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(counted.closed_count, 0) as closed_count,
    coalesce(counted.to_review_count, 0) as to_review_count
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
