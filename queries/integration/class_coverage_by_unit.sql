-- 分类覆盖率 | Class coverage: enterprises in existence with a class in force.
-- grain:   one row per unit with a target in its order; 未映射 last, if not empty
-- 粒度:    每个有目标的单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $sees_class
-- columns: unit, is_key_city, a_count, b_count, c_count, d_count,
--          classified_count, existing_count, coverage_rate
-- rule:    M16: enterprises 存续 in the register on the as-of date, class in
--          force on that date; where a class has fewer than small_cell, it and
--          the next smallest only for the entitled
-- 规则:    M16：截止日登记在册的存续企业，按当日现行分类；某类少于小数阈值的，
--          该类与次少的一类只给有权者
-- access:  aggregate
with

counted as (

    select
        unit,
        sum(entity_count) filter (where risk_class = 'A') as a,
        sum(entity_count) filter (where risk_class = 'B') as b,
        sum(entity_count) filter (where risk_class = 'C') as c,
        sum(entity_count) filter (where risk_class = 'D') as d,
        sum(entity_count) filter (where risk_class <> '未分类') as classified,
        sum(entity_count) as existing
    from class_stock($as_of, $units, $counties)
    group by unit

),

filled as (

    select
        units.unit,
        units.unit_order,
        units.is_key_city,
        coalesce(counted.a, 0)::bigint as a,
        coalesce(counted.b, 0)::bigint as b,
        coalesce(counted.c, 0)::bigint as c,
        coalesce(counted.d, 0)::bigint as d,
        coalesce(counted.classified, 0)::bigint as classified,
        coalesce(counted.existing, 0)::bigint as existing
    from listed_units($units) as units
    left join counted
        on units.unit = counted.unit
    where units.has_target or counted.unit is not null

),

limited as (

    select
        filled.*,
        if(
            may_tell($sees_class, least(a, b, c, d)),
            0,
            greatest(rules.small_cell, list_sort([a, b, c, d])[2] + 1)
        ) as least_shown
    from filled
    cross join rules

)

select
    unit,
    is_key_city,
    if(a >= least_shown, a, null) as a_count,
    if(b >= least_shown, b, null) as b_count,
    if(c >= least_shown, c, null) as c_count,
    if(d >= least_shown, d, null) as d_count,
    classified as classified_count,
    existing as existing_count,
    rate(classified, existing) as coverage_rate
from limited
order by unit_order
