-- 分类覆盖率 | Class coverage: enterprises in existence with a class in force.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
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
        coalesce(sum(change_count) filter (where risk_class = 'A'), 0) as a,
        coalesce(sum(change_count) filter (where risk_class = 'B'), 0) as b,
        coalesce(sum(change_count) filter (where risk_class = 'C'), 0) as c,
        coalesce(sum(change_count) filter (where risk_class = 'D'), 0) as d,
        coalesce(sum(change_count) filter (where risk_class <> '未分类'), 0)
            as classified,
        sum(change_count) as existing
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

limited as (

    select
        counted.*,
        case
            when $sees_class then 0
            when least(a, b, c, d) >= cells.small_cell then 0
            else greatest(
                cells.small_cell,
                list_sort([a, b, c, d])[2] + 1
            )
        end as least_shown
    from counted
    cross join cells

)

select
    limited.unit,
    coalesce(ref_units.is_key_city, false) as is_key_city,
    case when a >= least_shown then a::bigint end as a_count,
    case when b >= least_shown then b::bigint end as b_count,
    case when c >= least_shown then c::bigint end as c_count,
    case when d >= least_shown then d::bigint end as d_count,
    classified::bigint as classified_count,
    existing::bigint as existing_count,
    classified / nullif(existing, 0) as coverage_rate
from limited
left join ref_units
    on limited.unit = ref_units.unit
where limited.existing > 0
order by ref_units.unit_order nulls last, limited.unit
