-- 抽取充足率 | Sufficiency: has a unit drawn enough to be able to finish?
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, target_count, drawn_count, checked_count, gone_rate,
--          expected_gone_count, sufficiency_rate, still_to_draw_count
-- rule:    M29: M1 - M2a + expected R9/R10; expected = drawn x the share of the
--          unit's inspected enterprises that only had R9 or R10, rounded up
-- small:   drawn_count > sufficiency_rate, still_to_draw_count; checked_count;
--          expected_gone_count > gone_rate, still_to_draw_count
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
        stage,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'kept')
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        stage,
        count(distinct entity_id) as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'kept')
        and first_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, stage

),

counted as (

    select
        unit,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'kept'))::bigint as kept_count
    from firsts
    group by unit

),

measured as (

    select
        floors.unit,
        floors.unit_order,
        floors.target_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        (counted.checked_count - coalesce(counted.kept_count, 0))
            / counted.checked_count as gone_rate,
        ceil(
            counted.drawn_count
            * (counted.checked_count - coalesce(counted.kept_count, 0))
            / counted.checked_count
            - 1e-6
        )::bigint as expected_gone_count
    from floors
    left join counted
        on floors.unit = counted.unit

)

select
    unit,
    target_count,
    drawn_count,
    checked_count,
    gone_rate,
    expected_gone_count,
    drawn_count / nullif(target_count, 0) as sufficiency_rate,
    case
        when target_count is not null
            then greatest(
                target_count - drawn_count + coalesce(expected_gone_count, 0), 0
            )
    end as still_to_draw_count
from measured
order by unit_order
