-- 目标测算 | Target what-if: how many more, if the floor were another one?
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties, $floor_ppm
-- columns: unit, stock_count, target_count, what_if_target_count, extra_count,
--          checked_count, what_if_gap_count, what_if_needed_per_day
-- rule:    闽市监信〔2022〕51号 一（一）: if the floor becomes e.g. 5 %
--          ($floor_ppm 50000); changes no data; a floor never lowers a target
-- small:   checked_count > what_if_gap_count, what_if_needed_per_day
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        sum(stock_count)::bigint as stock_count,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count,
        (
            sum(stock_count)::bigint
            * greatest(max(floor_ppm), $floor_ppm::bigint) + 999999
        ) // 1000000 as what_if_target_count
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

measured as (

    select
        floors.*,
        coalesce(counted.checked_count, 0) as checked_count,
        case
            when floors.what_if_target_count is not null
                then greatest(
                    floors.what_if_target_count
                    - coalesce(counted.checked_count, 0),
                    0
                )
        end as what_if_gap_count
    from floors
    left join counted
        on floors.unit = counted.unit

)

select
    measured.unit,
    measured.stock_count,
    measured.target_count,
    measured.what_if_target_count,
    measured.what_if_target_count - measured.target_count as extra_count,
    measured.checked_count,
    measured.what_if_gap_count,
    measured.what_if_gap_count / nullif(pace_days.left_count, 0)
        as what_if_needed_per_day
from measured
inner join pace_days
    on pace_days.day = $as_of
order by measured.unit_order
