-- 合计 | Totals: the selection as one, the whole province by default.
-- grain:   one row
-- params:  $as_of, $units, $counties
-- columns: stock_count, target_count, floor_target_count, units_target_count,
--          drawn_count, checked_count, published_count, draw_ratio,
--          check_ratio, publish_ratio, completion_rate, sufficiency_rate,
--          gap_count, repeated_unit_count
-- rule:    M1: the province is judged on 省级底线, 3.5 % of its whole stock; the
--          sum of the units' targets is information, and the target of a
--          selection; a firm under two units counts once, see
--          repeated_unit_count (跨单位重复)
-- small:   drawn_count > draw_ratio, sufficiency_rate; checked_count >
--          check_ratio, completion_rate, gap_count; published_count >
--          publish_ratio; repeated_unit_count
-- access:  aggregate
with

unit_floors as (

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

province_floor as (

    select max(floor_ppm) as floor_ppm
    from unit_targets
    where unit = '全省'
        and $units is null
        and $counties is null
        and (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

),

bases as (

    select
        sum(unit_floors.stock_count)::bigint as stock_count,
        sum(unit_floors.target_count)::bigint as units_target_count,
        (
            sum(unit_floors.stock_count)::bigint
            * max(province_floor.floor_ppm) + 999999
        ) // 1000000 as floor_target_count
    from unit_floors
    cross join province_floor

),

firsts as (

    select
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
        stage,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by stage

),

counted as (

    select
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count
    from firsts

),

repeated as (

    select count(*) as repeated_unit_count
    from (
        select entity_id
        from scattered_firsts
        where entity_kind = '企业'
            and stage = 'checked'
            and first_on <= $as_of
            and ($units is null or list_contains($units, unit))
            and ($counties is null or list_contains($counties, county_code))
        group by entity_id
        having count(distinct unit) > 1
    ) as entities

),

joined as (

    select
        bases.*,
        coalesce(floor_target_count, units_target_count) as target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.published_count, 0) as published_count,
        repeated.repeated_unit_count
    from bases
    cross join counted
    cross join repeated

)

select
    stock_count,
    target_count,
    floor_target_count,
    units_target_count,
    drawn_count,
    checked_count,
    published_count,
    drawn_count / nullif(stock_count, 0) as draw_ratio,
    checked_count / nullif(stock_count, 0) as check_ratio,
    published_count / nullif(stock_count, 0) as publish_ratio,
    checked_count / nullif(target_count, 0) as completion_rate,
    drawn_count / nullif(target_count, 0) as sufficiency_rate,
    case
        when target_count is not null
            then greatest(target_count - checked_count, 0)
    end as gap_count,
    repeated_unit_count
from joined
