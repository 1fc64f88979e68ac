-- 分类时效 | Class age: for how long the classes in force have stood.
-- grain:   one row per reporting unit in its order with a class in force
-- 粒度:    有分类生效的报告单位各一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, is_key_city, classified_count, median_age_days, p90_age_days,
--          oldest_on, newest_on
-- rule:    M16: days from the date of the class in force to the as-of date; a
--          class that a recomputation confirms keeps its first date
-- 规则:    M16：截止日现行分类自其分类日期起的天数；重新评定结果不变的，
--          沿用最初日期
-- small:   classified_count
-- access:  aggregate
with

ages as (

    select
        unit,
        valid_from,
        sum(entity_count)::bigint as entity_count
    from class_terms
    where is_known(from_on, until_on, $as_of)
        and is_among(unit, $units)
        and is_among(county_code, $counties)
    group by unit, valid_from

),

ranked as (

    select
        unit,
        valid_from,
        sum(entity_count) over (
            partition by unit order by valid_from desc
        ) as reached_count,
        sum(entity_count) over (partition by unit) as unit_count
    from ages

)

select
    ranked.unit,
    coalesce(reporting_units.is_key_city, false) as is_key_city,
    any_value(ranked.unit_count)::bigint as classified_count,
    $as_of::date - max(ranked.valid_from) filter (
        where ranked.reached_count >= 0.5 * ranked.unit_count
    ) as median_age_days,
    $as_of::date - max(ranked.valid_from) filter (
        where ranked.reached_count >= 0.9 * ranked.unit_count
    ) as p90_age_days,
    min(ranked.valid_from) as oldest_on,
    max(ranked.valid_from) as newest_on
from ranked
left join reporting_units
    on ranked.unit = reporting_units.unit
group by ranked.unit, reporting_units.unit_order, reporting_units.is_key_city
order by reporting_units.unit_order nulls last, ranked.unit
