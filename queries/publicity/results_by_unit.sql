-- 结果构成 | Results by unit: clean, with a problem, not found.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, inspected_count, clean_count, problem_count,
--          not_found_count, r7_count, r9_count, r10_count, unreadable_count,
--          valid_count, valid_rate, finding_rate
-- rule:    by main result; 未实际查到 = R7, R9, R10, neither problem nor clean; M32:
--          rows without R7, R9, R10 / rows inspected; M13: applicable rows with
--          a problem result / applicable rows
-- 规则:    按主结果；未实际查到＝R7、R9、R10，既非问题也非未发现问题；M32：除R7、
--          R9、R10外的行／已检查行；M13：适用行中有问题结果的／适用行
-- small:   inspected_count > finding_rate, valid_rate; clean_count;
--          problem_count > finding_rate; not_found_count > valid_rate;
--          r7_count; r9_count; r10_count; unreadable_count; valid_count >
--          valid_rate
-- parts:   clean_count + problem_count + not_found_count + unreadable_count;
--          r7_count + r9_count + r10_count
-- sums:    inspected_count, clean_count, problem_count, not_found_count,
--          r7_count, r9_count, r10_count, unreadable_count, valid_count
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
        count(*) filter (where facts.is_problem and facts.is_applicable)
            as finding_count,
        count(*) filter (where facts.is_applicable) as applicable_count
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as facts
    inner join ref_results as main_results
        on facts.main_result = main_results.result_code
    group by unit

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
    rate(counted.valid_count, counted.inspected_count) as valid_rate,
    rate(counted.finding_count, counted.applicable_count) as finding_rate
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
where units.has_target or counted.inspected_count > 0
order by units.unit_order
