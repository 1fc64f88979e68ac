-- 分类覆盖率 | Class coverage: enterprises in existence with a class in force.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties
-- columns: unit, a_count, b_count, c_count, d_count, classified_count,
--          existing_count, coverage_rate
-- rule:    M16: enterprises 存续 in the register on the as-of date, class in
--          force on that date
-- access:  aggregate
with

counted as (

    select
        unit,
        sum(change_count) filter (where risk_class = 'A') as a_count,
        sum(change_count) filter (where risk_class = 'B') as b_count,
        sum(change_count) filter (where risk_class = 'C') as c_count,
        sum(change_count) filter (where risk_class = 'D') as d_count,
        sum(change_count) filter (where risk_class <> '未分类')
            as classified_count,
        sum(change_count) as existing_count
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

)

select
    counted.unit,
    coalesce(counted.a_count, 0)::bigint as a_count,
    coalesce(counted.b_count, 0)::bigint as b_count,
    coalesce(counted.c_count, 0)::bigint as c_count,
    coalesce(counted.d_count, 0)::bigint as d_count,
    coalesce(counted.classified_count, 0)::bigint as classified_count,
    counted.existing_count::bigint as existing_count,
    coalesce(counted.classified_count, 0) / nullif(counted.existing_count, 0)
        as coverage_rate
from counted
left join ref_units
    on counted.unit = ref_units.unit
order by ref_units.unit_order nulls last, counted.unit
