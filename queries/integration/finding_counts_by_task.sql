-- 任务发现数 | Findings by task: problems found in each class of a task.
-- grain:   task_id, unit, draw_kind, risk_class with an applicable row
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: task_id, unit, draw_kind, risk_class, applicable_count,
--          problem_count
-- rule:    M14: rows of M13 by task, from which the class gain and its interval
--          are computed; enterprises unless other kinds are asked for
-- access:  class
select
    task_id::bigint as task_id,
    unit,
    coalesce(draw_kind, '未注明') as draw_kind,
    risk_class,
    count(*) as applicable_count,
    count(*) filter (where is_problem) as problem_count
from task_facts
where is_inspected
    and inspected_on <= $as_of
    and is_applicable
    and risk_class in ('A', 'B', 'C', 'D')
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
    and ($offices is null or list_contains($offices, lead_office))
    and (
        list_contains($kinds, entity_kind)
        or $kinds is null and entity_kind = '企业'
    )
    and ($sources is null or list_contains($sources, source_system))
    and ($plans is null or list_contains($plans, plan_no))
    and ($joints is null or list_contains($joints, joint))
    and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
    and ($one_plus_x is null or one_plus_x = $one_plus_x)
    and ($tag is null or list_contains(tags, $tag))
group by task_id, unit, coalesce(draw_kind, '未注明'), risk_class
order by task_id, unit, risk_class
