-- 贡献户数 | Contribution: enterprises with an inspection that matches the filters.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, enterprise_count, entity_count, row_count
-- rule:    metrics.md, filters: any filter but unit, county and date has no
--          target; it shows distinct enterprises with a matching inspection
-- small:   enterprise_count; entity_count; row_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(distinct entity_id) filter (where entity_kind = '企业')
            as enterprise_count,
        count(distinct entity_id) as entity_count,
        count(*) as row_count
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
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
    coalesce(counted.enterprise_count, 0) as enterprise_count,
    coalesce(counted.entity_count, 0) as entity_count,
    coalesce(counted.row_count, 0) as row_count
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
