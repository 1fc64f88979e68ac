-- 测算依据 | What a plan rests on: base, floor and people of each unit.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, base_count, floor_ppm, is_judged, target_count,
--          province_floor_ppm, inspector_count, visit_days
-- rule:    notice.md N1, N2: floors on the end-2021 base, judged where the
--          notice names the unit; the provincial floor only for the whole
--          province; M23: 有效 inspectors with a valid certificate; visit_days =
--          inspector-days of one visit by a pair, an assumption
-- small:   inspector_count
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        sum(stock_count)::bigint as base_count,
        max(floor_ppm) as floor_ppm,
        bool_or(is_judged) as is_judged
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

province as (

    select max(floor_ppm) as floor_ppm
    from unit_targets
    where unit = '全省'
        and $units is null
        and $counties is null
        and (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

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

visits as (

    select
        max(case parameter when 'inspectors_per_visit' then parameter_value end)
            / max(
                case parameter
                    when 'visits_per_pair_day' then parameter_value
                end
            ) as visit_days
    from ref_parameters

)

select
    floors.unit,
    floors.base_count,
    floors.floor_ppm,
    floors.is_judged,
    (floors.base_count * floors.floor_ppm + 999999) // 1000000 as target_count,
    province.floor_ppm as province_floor_ppm,
    coalesce(staff.inspector_count, 0) as inspector_count,
    visits.visit_days
from floors
cross join province
cross join visits
left join staff
    on floors.unit = staff.unit
order by floors.unit_order
