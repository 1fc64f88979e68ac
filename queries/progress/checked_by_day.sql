-- 每日检查户数 | Inspected by day: enterprises inspected for the first time.
-- grain:   one row per day with a first inspection, from the first of January
-- params:  $as_of, $units, $counties
-- columns: day_on, checked_count, cumulative_count
-- rule:    M2b: an enterprise counts once in the selection, on its first day
-- access:  aggregate
with

firsts as (

    select
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by entity_id

),

days as (

    select
        first_on as day_on,
        sum(entity_count)::bigint as checked_count
    from firsts
    group by first_on

)

select
    day_on,
    checked_count,
    (sum(checked_count) over (order by day_on))::bigint as cumulative_count
from days
order by day_on
