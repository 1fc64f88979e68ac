-- 人均任务 | Load: what the gap asks of each inspector in a week.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, gap_count, inspector_count, weeks_left, needed_per_week,
--          needed_per_inspector_week, recent_per_inspector_week
-- rule:    M8, M23: a visit takes two inspectors; five working days a week;
--          only 有效 inspectors whose certificate has not expired count;
--          recent = the last 4 weeks; no duty beyond 10-31
-- small:   inspector_count > needed_per_inspector_week,
--          recent_per_inspector_week
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

today as (

    select
        short_from_on,
        short_workday_count / 5 as recent_weeks,
        left_count / 5 as weeks_left
    from pace_days
    where day = $as_of

),

firsts as (

    select
        unit,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage = 'checked'
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

counted as (

    select
        unit,
        sum(entity_count)::bigint as checked_count
    from firsts
    group by unit

),

recent as (

    select
        unit,
        sum(row_count)::bigint as row_count
    from inspected_days
    cross join today
    where inspected_on > short_from_on
        and inspected_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

staff as (

    select
        unit,
        count(*) as inspector_count
    from inspector_rows
    where state = '有效'
        and (cert_valid_to is null or cert_valid_to >= $as_of)
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

measured as (

    select
        floors.unit,
        floors.unit_order,
        case
            when floors.target_count is not null
                then greatest(
                    floors.target_count - coalesce(counted.checked_count, 0), 0
                )
        end as gap_count,
        coalesce(staff.inspector_count, 0) as inspector_count,
        coalesce(recent.row_count, 0) as recent_count,
        today.recent_weeks,
        today.weeks_left,
        visit.parameter_value as inspectors_per_visit
    from floors
    cross join today
    inner join ref_parameters as visit
        on visit.parameter = 'inspectors_per_visit'
    left join counted
        on floors.unit = counted.unit
    left join recent
        on floors.unit = recent.unit
    left join staff
        on floors.unit = staff.unit

)

select
    unit,
    gap_count,
    inspector_count,
    weeks_left,
    gap_count / nullif(weeks_left, 0) as needed_per_week,
    gap_count * inspectors_per_visit / nullif(weeks_left * inspector_count, 0)
        as needed_per_inspector_week,
    recent_count * inspectors_per_visit
        / nullif(recent_weeks * inspector_count, 0)
        as recent_per_inspector_week
from measured
order by unit_order
