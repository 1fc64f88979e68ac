-- 县级完成情况 | Completion by county: enterprises inspected, for reference.
-- grain:   one row per supervised county, by unit and code; rows of a unit
--          without a county last, county 未映射, where not empty
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, stock_count, target_count, drawn_count,
--          checked_count, published_count, completion_rate, check_ratio,
--          sufficiency_rate, gap_count
-- rule:    M1-M5 by county; a county target is 参考 and never summed;
--          金门 is not supervised (不纳入统计)
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          check_ratio, gap_count; published_count
-- access:  aggregate
with

floors as (

    select
        unit,
        county_code,
        stock_count,
        (stock_count * floor_ppm + 999999) // 1000000 as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

),

firsts as (

    select
        unit,
        county_code,
        stage,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
    union all
    select
        unit,
        county_code,
        stage,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of

),

counted as (

    select
        unit,
        county_code,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count
    from firsts
    group by unit, county_code

),

places as (

    select
        unit,
        county_code,
        county
    from ref_counties
    where is_supervised
    union all
    select
        counted.unit,
        counted.county_code,
        coalesce(ref_counties.county, '未映射') as county
    from counted
    left join ref_counties
        on counted.unit = ref_counties.unit
        and counted.county_code = ref_counties.county_code
    where not coalesce(ref_counties.is_supervised, false)
        and coalesce(counted.drawn_count, counted.checked_count) > 0

)

select
    places.unit,
    places.county_code,
    places.county,
    floors.stock_count,
    floors.target_count,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(counted.checked_count, 0) / nullif(floors.target_count, 0)
        as completion_rate,
    coalesce(counted.checked_count, 0) / nullif(floors.stock_count, 0)
        as check_ratio,
    coalesce(counted.drawn_count, 0) / nullif(floors.target_count, 0)
        as sufficiency_rate,
    case
        when floors.target_count is not null
            then greatest(
                floors.target_count - coalesce(counted.checked_count, 0), 0
            )
    end as gap_count
from places
left join floors
    on places.unit = floors.unit
    and places.county_code = floors.county_code
left join counted
    on places.unit = counted.unit
    and places.county_code is not distinct from counted.county_code
left join ref_units
    on places.unit = ref_units.unit
where ($units is null or list_contains($units, places.unit))
    and ($counties is null or list_contains($counties, places.county_code))
order by
    ref_units.unit_order nulls last,
    places.county_code nulls last
