-- 贡献户数 | Contribution: enterprises with an inspection that matches the filters.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, enterprise_count, entity_count, row_count
-- rule:    a filter other than unit, county and date has no target; what is
--          shown are the distinct enterprises and entities with a matching
--          inspection
-- 规则:    单位、县、日期以外的筛选没有目标；只显示有符合条件检查的企业与对象户
--          数，去重
-- small:   enterprise_count; entity_count; row_count
-- sums:    row_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(distinct entity_id) filter (where entity_kind = '企业')
            as enterprise_count,
        count(distinct entity_id) as entity_count,
        count(*) as row_count
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    group by unit

)

select
    units.unit,
    coalesce(counted.enterprise_count, 0) as enterprise_count,
    coalesce(counted.entity_count, 0) as entity_count,
    coalesce(counted.row_count, 0) as row_count
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
where units.has_target or counted.row_count > 0
order by units.unit_order
