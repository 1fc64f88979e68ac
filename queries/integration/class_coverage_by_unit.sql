-- 分类覆盖率 | Class coverage: enterprises in existence with a class in force.
-- grain:   one row per unit with a target in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $sees_class
-- columns: unit, is_key_city, a_count, b_count, c_count, d_count,
--          classified_count, existing_count, coverage_rate
-- rule:    M16: enterprises 存续 in the register on the as-of date, class in
--          force on that date; where a class has fewer than 5, it and the next
--          smallest only for the entitled
-- access:  aggregate
with

cells as (

    select max(parameter_value) as small_cell
    from ref_parameters
    where parameter = 'small_cell'

),

counted as (

    select
        unit,
        sum(change_count) filter (where risk_class = 'A') as a,
        sum(change_count) filter (where risk_class = 'B') as b,
        sum(change_count) filter (where risk_class = 'C') as c,
        sum(change_count) filter (where risk_class = 'D') as d,
        sum(change_count) filter (where risk_class <> '未分类')
            as classified,
        sum(change_count) as existing
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

units as (

    select
        unit,
        unit_order,
        is_key_city
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        99 as unit_order,
        false as is_key_city
    from counted
    where unit = '未映射'

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
    from units
    left join counted
        on units.unit = counted.unit

),

limited as (

    select
        filled.*,
        case
            when $sees_class or least(a, b, c, d) >= cells.small_cell then 0
            else greatest(
                cells.small_cell,
                list_sort([a, b, c, d])[2] + 1
            )
        end as least_shown
    from filled
    cross join cells

)

select
    unit,
    is_key_city,
    case when a >= least_shown then a end as a_count,
    case when b >= least_shown then b end as b_count,
    case when c >= least_shown then c end as c_count,
    case when d >= least_shown then d end as d_count,
    classified as classified_count,
    existing as existing_count,
    classified / nullif(existing, 0) as coverage_rate
from limited
order by unit_order
