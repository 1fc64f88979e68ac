-- 其他主体 | Other kinds: individuals, co-operatives and offices, never a ratio.
-- grain:   unit, entity_kind (not 企业), in their orders; 未知 if not empty
-- 粒度:    每个单位、每种主体类型（企业除外）一行，按固定顺序；有未知的才列
-- params:  $as_of, $units, $counties
-- columns: unit, entity_kind, is_organised, drawn_count, checked_count,
--          published_count, row_count
-- rule:    the notice, its end: 已组织 where a row of the kind is drawn; entities
--          in the counts, inspected rows in row_count
-- 规则:    通知结尾：该类主体有抽取即为已组织；户数各列为户，户次列为已检查户次
-- small:   drawn_count; checked_count; published_count; row_count
-- access:  aggregate
with

counted as (

    select *
    from stage_counts($as_of, $units, $counties, false)
    where entity_kind <> '企业'

),

kinds as (

    select entity_kind, kind_order
    from ref_entity_kinds
    where entity_kind <> '企业'
    union all
    select distinct entity_kind, 99 as kind_order
    from counted
    where entity_kind not in (select entity_kind from ref_entity_kinds)

),

visits as (

    select
        unit,
        entity_kind,
        sum(row_count)::bigint as row_count
    from inspected_days
    where inspected_on <= $as_of
        and is_among(county_code, $counties)
    group by unit, entity_kind

)

select
    units.unit,
    kinds.entity_kind,
    coalesce(counted.drawn_count, 0) > 0 as is_organised,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(visits.row_count, 0) as row_count
from reporting_units as units
cross join kinds
left join counted
    on units.unit = counted.part
    and kinds.entity_kind = counted.entity_kind
left join visits
    on units.unit = visits.unit
    and kinds.entity_kind = visits.entity_kind
where is_among(units.unit, $units)
    and (
        units.has_target and kinds.entity_kind <> '未知' and kinds.kind_order < 99
        or counted.drawn_count + counted.checked_count > 0
    )
order by units.unit_order, kinds.kind_order
