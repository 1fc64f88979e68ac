-- 方案测算（单位） | Ratio plan by unit: does Σ share × ratio meet the floor?
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties, $a_ppm, $b_ppm, $c_ppm, $d_ppm
-- columns: unit, entity_count, unclassified_count, planned_ratio, floor_rate,
--          is_judged, expected_count, target_count, surplus_count, is_enough
-- rule:    notice.md N1, N2, N9: expected = Σ stock of the class × its ratio;
--          enough where it reaches the target on the end-2021 base; what has
--          no class is not drawn by class
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        max(floor_ppm) as floor_ppm,
        bool_or(is_judged) as is_judged,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

standing as (

    select
        unit,
        risk_class,
        sum(change_count)::bigint as entity_count
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit, risk_class

),

planned as (

    select
        unit,
        sum(entity_count)::bigint as entity_count,
        sum(if(risk_class = '未分类', entity_count, 0))::bigint
            as unclassified_count,
        floor(
            sum(
                entity_count * case risk_class
                    when 'A' then $a_ppm::bigint
                    when 'B' then $b_ppm::bigint
                    when 'C' then $c_ppm::bigint
                    when 'D' then $d_ppm::bigint
                    else 0
                end
            ) / 1e6
        )::bigint as expected_count
    from standing
    group by unit

)

select
    floors.unit,
    planned.entity_count,
    planned.unclassified_count,
    planned.expected_count / nullif(planned.entity_count, 0) as planned_ratio,
    floors.floor_ppm / 1e6 as floor_rate,
    floors.is_judged,
    planned.expected_count,
    floors.target_count,
    planned.expected_count - floors.target_count as surplus_count,
    planned.expected_count >= floors.target_count as is_enough
from floors
left join planned
    on floors.unit = planned.unit
order by floors.unit_order
