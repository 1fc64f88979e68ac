-- 检查结果 | Results: rows by their main result, and every result they bear.
-- grain:   one row per result code, the most frequent first
-- 粒度:    每个结果代码一行，多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: result_code, name, name_en, is_problem, is_found, main_count,
--          main_share, multi_count
-- rule:    a row counts once under its main result, and under each of its
--          results in multi; R7, R9, R10 are 未实际查到; R0 is no result
-- 规则:    每行按主结果计一次，并按其每个结果分别计入多选数；R7、R9、
--          R10为未实际查到；R0不是结果
-- small:   main_count > main_share; multi_count
-- sums:    main_count
-- access:  aggregate
with

chosen as (

    select
        task_id,
        entity_id
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )

),

counted as (

    select
        result_rows.result_code,
        count(*) filter (where result_rows.is_main) as main_count,
        count(*) as multi_count
    from result_rows
    inner join chosen
        on result_rows.task_id = chosen.task_id
        and result_rows.entity_id = chosen.entity_id
    group by result_rows.result_code

)

select
    ref_results.result_code,
    ref_results.name,
    ref_results.name_en,
    ref_results.is_problem,
    ref_results.is_found,
    coalesce(counted.main_count, 0) as main_count,
    rate(coalesce(counted.main_count, 0), (select count(*) from chosen))
        as main_share,
    coalesce(counted.multi_count, 0) as multi_count
from ref_results
left join counted
    on ref_results.result_code = counted.result_code
where ref_results.main_precedence is not null
order by
    multi_count desc,
    try_cast(regexp_extract(ref_results.result_code, '[0-9]+') as integer)
        nulls last,
    ref_results.result_code
