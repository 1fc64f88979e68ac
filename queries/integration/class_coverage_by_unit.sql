-- 分类覆盖率 | Class coverage: enterprises in existence with a class in force.
-- grain:   one row per unit with a target in its order; 未映射 last, if not empty
-- 粒度:    每个有目标的单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $sees_class
-- columns: unit, is_key_city, a_count, b_count, c_count, d_count, e_count,
--          f_count, classified_count, existing_count, coverage_rate
-- rule:    M16: enterprises 存续 in the register on the as-of date, class in
--          force on that date; where a class has fewer than small_cell, it and
--          the next smallest only for the entitled
-- 规则:    M16：截止日登记在册的存续企业，按当日现行分类；某类少于隐去下限的，
--          该类与次少的一类只给有权者
-- access:  aggregate
with

stock as (

    select
        unit,
        risk_class,
        sum(entity_count)::bigint as entity_count
    from class_stock($as_of, $units, $counties)
    group by unit, risk_class

),

counted as (

    select
        unit,
        sum(entity_count) filter (where risk_class <> '未分类') as classified,
        sum(entity_count) as existing
    from stock
    group by unit

),

by_class as (

    select
        units.unit,
        list(coalesce(stock.entity_count, 0) order by classes.class_order)
            as counts
    from listed_units($units) as units
    cross join class_scheme as classes
    left join stock
        on units.unit = stock.unit
        and classes.risk_class = stock.risk_class
    group by units.unit

),

limited as (

    select
        units.unit,
        units.unit_order,
        units.is_key_city,
        coalesce(counted.classified, 0)::bigint as classified,
        coalesce(counted.existing, 0)::bigint as existing,
        if(
            may_tell($sees_class, list_min(by_class.counts)),
            by_class.counts,
            list_transform(
                by_class.counts,
                lambda one: if(
                    one > list_sort(by_class.counts)[2]
                    and one >= rules.small_cell,
                    one,
                    null
                )
            )
        ) as counts
    from listed_units($units) as units
    inner join by_class
        on units.unit = by_class.unit
    left join counted
        on units.unit = counted.unit
    cross join rules
    where units.has_target or counted.unit is not null

)

select
    unit,
    is_key_city,
    counts[1] as a_count,
    counts[2] as b_count,
    counts[3] as c_count,
    counts[4] as d_count,
    counts[5] as e_count,
    counts[6] as f_count,
    classified as classified_count,
    existing as existing_count,
    rate(classified, existing) as coverage_rate
from limited
order by unit_order
