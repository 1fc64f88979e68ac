-- 较上周 | Change since last week: by unit, in enterprises and in points.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, checked_count, last_week_checked_count, change_count,
--          completion_rate, last_week_completion_rate, change_points
-- rule:    M2b, M4 at the as-of date and seven days before, against the target
--          in force at the as-of date; change_points as a share of 1
-- small:   checked_count > change_count, completion_rate, change_points;
--          last_week_checked_count > change_count, last_week_completion_rate,
--          change_points
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

firsts as (

    select
        unit,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_id

),

counted as (

    select
        unit,
        sum(entity_count)::bigint as checked_count,
        (sum(entity_count) filter (where first_on <= $as_of::date - 7))::bigint
            as last_week_checked_count
    from firsts
    group by unit

),

joined as (

    select
        floors.unit,
        floors.unit_order,
        floors.target_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.last_week_checked_count, 0) as last_week_checked_count
    from floors
    left join counted
        on floors.unit = counted.unit

)

select
    unit,
    checked_count,
    last_week_checked_count,
    checked_count - last_week_checked_count as change_count,
    checked_count / nullif(target_count, 0) as completion_rate,
    last_week_checked_count / nullif(target_count, 0)
        as last_week_completion_rate,
    (checked_count - last_week_checked_count) / nullif(target_count, 0)
        as change_points
from joined
order by unit_order
