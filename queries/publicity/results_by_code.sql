-- 检查结果 | Results: rows by their main result, and every result they bear.
-- grain:   one row per result code, in the order of the code list
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: result_code, name, name_en, is_problem, is_found, main_count,
--          main_share, multi_count
-- rule:    metrics.md, results: a row counts once under its main result, and
--          under each of its results in multi; R7, R9, R10 are 未实际查到; R0 is
--          no result
-- small:   main_count > main_share; multi_count
-- access:  aggregate
with

chosen as (

    select
        task_id,
        entity_id
    from task_facts
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
    coalesce(counted.main_count, 0)
        / nullif((select count(*) from chosen), 0) as main_share,
    coalesce(counted.multi_count, 0) as multi_count
from ref_results
left join counted
    on ref_results.result_code = counted.result_code
where ref_results.main_precedence is not null
order by
    try_cast(regexp_extract(ref_results.result_code, '[0-9]+') as integer)
        nulls last,
    ref_results.result_code
