-- 结果构成 | Results by unit: clean, with a problem, not found.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, inspected_count, clean_count, problem_count,
--          not_found_count, r7_count, r9_count, r10_count, unreadable_count,
--          valid_count, valid_rate, finding_rate
-- rule:    by main result; 未实际查到 = R7, R9, R10, neither problem nor clean;
--          M32: rows without R7, R9, R10 / rows inspected; M13: applicable rows
--          with a problem result / applicable rows
-- small:   inspected_count > finding_rate, valid_rate; clean_count;
--          problem_count > finding_rate; not_found_count > valid_rate;
--          r7_count; r9_count; r10_count; unreadable_count; valid_count >
--          valid_rate
-- parts:   clean_count + problem_count + not_found_count + unreadable_count;
--          r7_count + r9_count + r10_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(*) as inspected_count,
        count(*) filter (where main_result = 'R1') as clean_count,
        count(*) filter (where main_results.is_problem) as problem_count,
        count(*) filter (where main_result in ('R7', 'R9', 'R10'))
            as not_found_count,
        count(*) filter (where main_result = 'R7') as r7_count,
        count(*) filter (where main_result = 'R9') as r9_count,
        count(*) filter (where main_result = 'R10') as r10_count,
        count(*) filter (where main_result = 'RX') as unreadable_count,
        count(*) filter (where is_valid) as valid_count,
        count(*) filter (
            where task_facts.is_problem and task_facts.is_applicable
        ) as finding_count,
        count(*) filter (where task_facts.is_applicable) as applicable_count
    from task_facts
    inner join ref_results as main_results
        on task_facts.main_result = main_results.result_code
    where is_inspected
        and inspected_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))
    group by unit

),

units as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        99 as unit_order
    from counted
    where unit = '未映射'

)

select
    units.unit,
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.clean_count, 0) as clean_count,
    coalesce(counted.problem_count, 0) as problem_count,
    coalesce(counted.not_found_count, 0) as not_found_count,
    coalesce(counted.r7_count, 0) as r7_count,
    coalesce(counted.r9_count, 0) as r9_count,
    coalesce(counted.r10_count, 0) as r10_count,
    coalesce(counted.unreadable_count, 0) as unreadable_count,
    coalesce(counted.valid_count, 0) as valid_count,
    counted.valid_count / counted.inspected_count as valid_rate,
    counted.finding_count / nullif(counted.applicable_count, 0)
        as finding_rate
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
