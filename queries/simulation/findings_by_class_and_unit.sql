-- 历史发现率 | Past findings: problems found and inspections, by unit and class.
-- grain:   unit, risk_class with an inspection
-- 粒度:    有检查的每个单位、类别一行
-- params:  $as_of, $units
-- columns: unit, risk_class, problem_count, applicable_count
-- rule:    M13 by unit and class at the draw, enterprises of 不定向 draws only:
--          directed checks overstate what a random draw finds
-- 规则:    M13按单位和抽取时的分类，只看不定向抽取的企业：定向检查会高估随机抽
--          取的发现率
-- small:   problem_count; applicable_count > problem_count
-- access:  aggregate
select
    facts.unit,
    facts.risk_class,
    count(*) filter (where facts.is_problem) as problem_count,
    count(*) as applicable_count
from inspected_facts(
    $as_of, $units, null, null, ['企业'], null, null, null, ['不定向'], null, null
) as facts
left join reporting_units
    on facts.unit = reporting_units.unit
where facts.is_applicable and facts.risk_class is not null
group by facts.unit, reporting_units.unit_order, facts.risk_class
order by reporting_units.unit_order nulls last, facts.unit, facts.risk_class
