-- 任务发现数 | Findings by task: problems found in each class of a task.
-- grain:   task_id, unit, draw_kind, risk_class with an applicable row
-- 粒度:    每个任务、单位、抽取类型和类别一行，有适用的户次才列
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: task_id, unit, draw_kind, risk_class, applicable_count,
--          problem_count
-- rule:    M14: rows of M13 by task, from which the class gain and its interval
--          are computed; enterprises unless other kinds are asked for
-- 规则:    M14：M13的行按任务列出，用于计算分类增益及其区间；
--          未选对象类型时只看企业
-- access:  class
select
    task_id::bigint as task_id,
    unit,
    coalesce(facts.draw_kind, '未注明') as draw_kind,
    risk_class,
    count(*) as applicable_count,
    count(*) filter (where is_problem) as problem_count
from inspected_facts(
    $as_of, $units, $counties, $offices, coalesce($kinds, ['企业']), $sources,
    $plans, $joints, $draw_kinds, $one_plus_x, $tag
) as facts
where is_applicable
    and risk_class in (select risk_class from class_scheme)
group by facts.task_id, unit, coalesce(facts.draw_kind, '未注明'), risk_class
order by task_id, unit, risk_class
