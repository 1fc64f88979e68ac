-- 历史发现率 | Past findings: problems found and inspections, by unit and class.
-- grain:   unit, risk_class with an inspection
-- params:  $as_of, $units
-- columns: unit, risk_class, problem_count, applicable_count
-- rule:    M13 by unit and class at the draw, enterprises of 不定向 draws only:
--          directed checks overstate what a random draw finds
-- small:   problem_count; applicable_count > problem_count
-- access:  aggregate
select
    task_facts.unit,
    task_facts.risk_class,
    count(*) filter (where task_facts.is_problem) as problem_count,
    count(*) as applicable_count
from task_facts
left join ref_units
    on task_facts.unit = ref_units.unit
where task_facts.is_inspected
    and task_facts.inspected_on <= $as_of
    and task_facts.is_applicable
    and task_facts.entity_kind = '企业'
    and task_facts.draw_kind = '不定向'
    and task_facts.risk_class is not null
    and ($units is null or list_contains($units, task_facts.unit))
group by task_facts.unit, ref_units.unit_order, task_facts.risk_class
order by
    ref_units.unit_order nulls last,
    task_facts.unit,
    task_facts.risk_class
