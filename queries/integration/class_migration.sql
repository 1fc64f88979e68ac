-- 分类迁移 | Class migration: enterprises from one class to another.
-- grain:   from_class, to_class, both A-D, sixteen rows
-- 粒度:    每个原类别和新类别一行，各A至D，共16行
-- params:  $as_of, $units, $counties, $period, $sees_class
-- columns: from_class, to_class, entity_count, from_count, move_share
-- rule:    M16: changes of class dated from the first of the month of the as-of
--          date on ($period month, the default) or from the first of the year
--          on (year), up to the as-of date; the same class = in force before
--          and since; of from_count, the sum of the row; counts under
--          small_cell, and what would give them away, only for the entitled
-- 规则:    M16：截止日所在月一日起（默认）或当年年初起至截止日的分类变更；
--          前后同类＝期前已生效且至今未变；占比为占该行合计；
--          低于隐去下限及可据以推出的数只给有权者
-- access:  aggregate
with

span as (

    select from_on
    from integration_periods($as_of)
    where period = coalesce($period, 'month')

),

moved as (

    select
        if(terms.from_on >= span.from_on, previous_class, risk_class)
            as from_class,
        risk_class as to_class,
        sum(entity_count)::bigint as entity_count
    from class_terms as terms
    cross join span
    where terms.from_on <= $as_of
        and (
            terms.from_on >= span.from_on
            or coalesce(terms.until_on > $as_of, true)
        )
        and is_among(unit, $units)
        and is_among(county_code, $counties)
    group by from_class, to_class

),

classes as (

    select risk_class from class_scheme

),

matrix as (

    select
        before.risk_class as from_class,
        since.risk_class as to_class,
        coalesce(moved.entity_count, 0) as moved_count,
        sum(moved_count) over whole_row::bigint as row_count,
        may_tell($sees_class, moved_count) as is_open,
        may_tell($sees_class, min(moved_count) over whole_row) as is_row_open
    from classes as before
    cross join classes as since
    left join moved
        on before.risk_class = moved.from_class
        and since.risk_class = moved.to_class
    window whole_row as (partition by before.risk_class)

)

select
    from_class,
    to_class,
    if(is_open, moved_count, null) as entity_count,
    if(is_row_open, row_count, null) as from_count,
    if(is_row_open, rate(moved_count, row_count), null) as move_share
from matrix
order by from_class, to_class
