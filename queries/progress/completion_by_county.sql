-- 县级完成情况 | Completion by county: enterprises inspected, for reference.
-- grain:   one row per supervised county, by unit and code; rows of a unit
--          without a county last, county 未映射, and counties that are not
--          supervised, unit 未映射, where not empty
-- 粒度:    每个纳入统计的县一行，按单位和代码；只有单位没有县的记为县未映射、不
--          纳入统计的县记为单位未映射，有则列在最后
-- params:  $as_of, $units, $counties
-- columns: unit, county_code, county, stock_count, target_count, drawn_count,
--          checked_count, published_count, completion_rate, check_ratio,
--          sufficiency_rate, gap_count
-- rule:    M1-M5 by county; a county target is for reference and never summed;
--          a county that is not supervised has no target and no unit
-- 规则:    M1–M5，分县；县级目标为参考，不加总；
--          不在监管范围的县没有目标，不属于任何单位，有户数的另列
-- base:    yes
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          check_ratio, gap_count; published_count
-- access:  aggregate
with

floors as (

    select *
    from county_floors($as_of)

),

counted as (

    select
        unit,
        county_code,
        count_of(stage, 'drawn', entity_count) as drawn_count,
        count_of(stage, 'checked', entity_count) as checked_count,
        count_of(stage, 'published', entity_count) as published_count
    from county_firsts($as_of)
    where entity_kind = '企业'
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
        on counted.county_code = ref_counties.county_code
    where not coalesce(ref_counties.is_supervised, false)
        and counted.drawn_count + counted.checked_count > 0

),

joined as (

    select
        places.*,
        floors.stock_count,
        floors.target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.published_count, 0) as published_count
    from places
    left join floors
        on places.unit = floors.unit
        and places.county_code = floors.county_code
    left join counted
        on places.unit = counted.unit
        and places.county_code is not distinct from counted.county_code
    where is_among(places.unit, $units)
        and is_among(places.county_code, $counties)

)

select
    joined.*,
    rate(joined.checked_count, joined.target_count) as completion_rate,
    rate(joined.checked_count, joined.stock_count) as check_ratio,
    rate(joined.drawn_count, joined.target_count) as sufficiency_rate,
    gap_of(joined.target_count, joined.checked_count) as gap_count
from joined
left join reporting_units
    on joined.unit = reporting_units.unit
order by reporting_units.unit_order nulls last, joined.county_code nulls last
