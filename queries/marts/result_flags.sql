-- 检查结果 | results: what the results of a task row say together.
-- grain:   task_no, entity_id
-- rule:    problem = R2-R6 and R8; R7, R9, R10 neither;
--          the main result is the one that comes first in main_precedence
with

known as (

    select
        results.task_no,
        results.entity_id,
        results.result_code,
        ref_results.is_problem,
        ref_results.is_applicable,
        ref_results.is_found,
        lpad(cast(ref_results.main_precedence as string), 3, '0')
            || results.result_code as ranked_code
    from results
    inner join ref_results
        on results.result_code = ref_results.result_code
    where ref_results.main_precedence is not null

)

select
    task_no,
    entity_id,
    substr(min(ranked_code), 4) as main_result,
    bool_or(is_problem) as is_problem,
    bool_or(is_problem and result_code <> 'R5') as is_problem_beyond_r5,
    bool_or(is_applicable) as is_applicable,
    bool_and(is_found) as is_valid,
    bool_or(result_code = 'RX') as has_unreadable
from known
group by task_no, entity_id
