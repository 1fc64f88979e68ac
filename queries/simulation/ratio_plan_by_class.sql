-- 方案测算（分类） | Ratio plan by class: what each class adds to the ratio.
-- grain:   one row per class A-D, then 未分类 where not empty
-- params:  $as_of, $units, $counties, $a_ppm, $b_ppm, $c_ppm, $d_ppm
-- columns: risk_class, entity_count, class_share, planned_ratio,
--          expected_count, ratio_share
-- rule:    notice.md: Σ share × ratio decides whether the floor is met;
--          enterprises 存续 with the class in force on the as-of date; what has
--          no class is not drawn by class
-- access:  aggregate
with

standing as (

    select
        risk_class,
        sum(change_count)::bigint as entity_count
    from population_changes
    where entity_kind = '企业'
        and changed_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by risk_class

),

planned as (

    select
        risk_class,
        entity_count,
        sum(entity_count) over () as all_count,
        case risk_class
            when 'A' then $a_ppm::bigint
            when 'B' then $b_ppm::bigint
            when 'C' then $c_ppm::bigint
            when 'D' then $d_ppm::bigint
        end / 1e6 as planned_ratio
    from standing
    where entity_count > 0

)

select
    risk_class,
    entity_count,
    entity_count / nullif(all_count, 0) as class_share,
    planned_ratio,
    entity_count * planned_ratio as expected_count,
    entity_count * planned_ratio / nullif(all_count, 0) as ratio_share
from planned
order by if(risk_class = '未分类', 'Z', risk_class)
