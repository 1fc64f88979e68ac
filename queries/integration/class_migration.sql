-- 分类迁移 | Class migration: enterprises from one class to another.
-- grain:   from_class, to_class, both A-D, sixteen rows
-- params:  $as_of, $units, $counties, $period, $sees_class
-- columns: from_class, to_class, entity_count, from_count, move_share
-- rule:    M16: changes of class dated from the first of the month of the as-of
--          date on ($period month, the default) or from 1 January on (year),
--          up to the as-of date; the same class = in force before and since; of
--          from_count, the sum of the row; counts under 5, and what would give
--          them away, only for the entitled
-- access:  aggregate
with

span as (

    select
        case
            when $period = 'year' then year_from_on
            else date_trunc('month', $as_of::date)::date
        end as from_on
    from campaign

),

cells as (

    select max(parameter_value) as small_cell
    from ref_parameters
    where parameter = 'small_cell'

),

classes as (

    select unnest(['A', 'B', 'C', 'D']) as risk_class

),

terms as (

    select
        case
            when class_terms.from_on >= span.from_on then previous_class
            else risk_class
        end as from_class,
        risk_class as to_class,
        entity_count
    from class_terms
    cross join span
    where class_terms.from_on <= $as_of
        and (
            class_terms.from_on >= span.from_on
            or coalesce(class_terms.until_on > $as_of, true)
        )
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))

),

moved as (

    select
        from_class,
        to_class,
        sum(entity_count)::bigint as entity_count
    from terms
    group by from_class, to_class

),

matrix as (

    select
        before.risk_class as from_class,
        since.risk_class as to_class,
        coalesce(moved.entity_count, 0) as entity_count,
        sum(coalesce(moved.entity_count, 0)) over (
            partition by before.risk_class
        )::bigint as from_count,
        min(coalesce(moved.entity_count, 0)) over (
            partition by before.risk_class
        ) as least_count
    from classes as before
    cross join classes as since
    left join moved
        on before.risk_class = moved.from_class
        and since.risk_class = moved.to_class

)

select
    from_class,
    to_class,
    case when $sees_class or entity_count >= small_cell then entity_count end
        as entity_count,
    case when $sees_class or least_count >= small_cell then from_count end
        as from_count,
    case
        when $sees_class or least_count >= small_cell
            then entity_count / nullif(from_count, 0)
    end as move_share
from matrix
cross join cells
order by from_class, to_class
