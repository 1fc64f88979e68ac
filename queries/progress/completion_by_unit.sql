-- 完成率 | Completion: enterprises inspected against the year's target, by unit.
-- grain:   one row per reporting unit in its order, also without inspections;
--          未映射 last, where it is not empty
-- params:  $as_of, $units, $counties
-- columns: unit, stock_count, target_count, drawn_count, checked_count,
--          published_count, completion_rate, check_ratio, sufficiency_rate,
--          gap_count
-- rule:    闽市监信〔2022〕51号 一; M1-M5, M29: the base is the stock at the end
--          of 2021, an enterprise counts once in a unit; with counties chosen,
--          target = ceil(their stock x the unit's floor)
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          check_ratio, gap_count; published_count
-- access:  aggregate
with

floors as (

    select
        unit,
        sum(stock_count)::bigint as stock_count,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

firsts as (

    select
        unit,
        stage,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        stage,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, stage

),

counted as (

    select
        unit,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count
    from firsts
    group by unit

),

joined as (

    select
        coalesce(floors.unit, counted.unit) as unit,
        floors.stock_count,
        floors.target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.published_count, 0) as published_count
    from floors
    full join counted
        on floors.unit = counted.unit

)

select
    joined.unit,
    joined.stock_count,
    joined.target_count,
    joined.drawn_count,
    joined.checked_count,
    joined.published_count,
    joined.checked_count / nullif(joined.target_count, 0) as completion_rate,
    joined.checked_count / nullif(joined.stock_count, 0) as check_ratio,
    joined.drawn_count / nullif(joined.target_count, 0) as sufficiency_rate,
    case
        when joined.target_count is not null
            then greatest(joined.target_count - joined.checked_count, 0)
    end as gap_count
from joined
left join ref_units
    on joined.unit = ref_units.unit
where ref_units.unit is not null
    or joined.drawn_count + joined.checked_count > 0
order by ref_units.unit_order nulls last, joined.unit
