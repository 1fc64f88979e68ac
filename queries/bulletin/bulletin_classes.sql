-- 公报：风险分类 | Bulletin, classes: findings of the province by risk class.
-- grain:   合计 first, then one row per class, then 未分类 where not empty
-- 粒度:    首行为合计，其后每类一行；有未分类的，列在最后
-- params:  $as_of, $units
-- columns: risk_class, applicable_count, problem_count, finding_rate
-- rule:    M13 of enterprises of the whole province at the data date, class as
--          in finding_rate_by_class; there is no such table of a unit
-- 规则:    M13，只看企业，全省，截至数据日期，分类口径同问题发现率；不分单位
-- small:   applicable_count > finding_rate; problem_count > finding_rate
-- public:  problem_count <= applicable_count
-- access:  aggregate
with

counted as (

    select
        unnest(['合计', coalesce(risk_class, '未分类')]) as risk_class,
        1 as applicable,
        is_problem::integer as problem
    from inspected_facts(
        $as_of, $units, null, null, ['企业'], null, null, null, null, null, null
    )
    where is_applicable
    union all
    select
        '合计',
        0,
        0
    union all
    select
        risk_class,
        0,
        0
    from class_scheme

),

summed as (

    select
        risk_class,
        sum(applicable)::bigint as applicable_count,
        sum(problem)::bigint as problem_count
    from counted
    group by risk_class

)

select
    risk_class,
    applicable_count,
    problem_count,
    rate(problem_count, applicable_count) as finding_rate
from summed
order by risk_class = '合计' desc, risk_class = '未分类', risk_class
