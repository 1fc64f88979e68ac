-- 其他主体 | Other kinds: individuals, co-operatives and offices, never a ratio.
-- grain:   unit, entity_kind (not 企业), in their orders; 未知 if not empty
-- params:  $as_of, $units, $counties
-- columns: unit, entity_kind, is_organised, drawn_count, checked_count,
--          published_count, row_count
-- rule:    闽市监信〔2022〕51号 结尾: 已组织 where a row of the kind is drawn;
--          户 in the counts, inspected 户次 in row_count
-- small:   drawn_count; checked_count; published_count; row_count
-- access:  aggregate
with

firsts as (

    select
        unit,
        entity_kind,
        stage,
        entity_count
    from first_days
    where entity_kind <> '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        entity_kind,
        stage,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind <> '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_kind, stage

),

counted as (

    select
        unit,
        entity_kind,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count
    from firsts
    group by unit, entity_kind

),

visits as (

    select
        unit,
        entity_kind,
        sum(row_count)::bigint as row_count
    from inspected_days
    where entity_kind <> '企业'
        and inspected_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_kind

),

cells as (

    select
        ref_units.unit,
        ref_units.unit_order,
        ref_entity_kinds.entity_kind,
        ref_entity_kinds.kind_order
    from ref_units
    cross join ref_entity_kinds
    where ref_units.has_target
        and ref_entity_kinds.entity_kind not in ('企业', '未知')
        and ($units is null or list_contains($units, ref_units.unit))
    union
    select
        counted.unit,
        coalesce(ref_units.unit_order, 99) as unit_order,
        counted.entity_kind,
        coalesce(ref_entity_kinds.kind_order, 99) as kind_order
    from counted
    left join ref_units
        on counted.unit = ref_units.unit
    left join ref_entity_kinds
        on counted.entity_kind = ref_entity_kinds.entity_kind
    where coalesce(counted.drawn_count, counted.checked_count) > 0

)

select
    cells.unit,
    cells.entity_kind,
    coalesce(counted.drawn_count, 0) > 0 as is_organised,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(visits.row_count, 0) as row_count
from cells
left join counted
    on cells.unit = counted.unit
    and cells.entity_kind = counted.entity_kind
left join visits
    on cells.unit = visits.unit
    and cells.entity_kind = visits.entity_kind
order by cells.unit_order, cells.kind_order
