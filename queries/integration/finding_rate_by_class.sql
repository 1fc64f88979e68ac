-- 问题发现率 | Findings: how often inspections find something, by risk class.
-- grain:   one row per class, then 未分类 where not empty
-- 粒度:    每类一行；有未分类的，列在其后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $sees_class
-- columns: risk_class, problem_count, applicable_count, inferred_count,
--          finding_rate, low_rate, high_rate, beyond_r5_count, beyond_r5_rate,
--          beyond_r5_low_rate, beyond_r5_high_rate
-- rule:    M13: rows with a problem (R2-R6, R8) / rows with a result other than
--          R7, R9, R10; beyond_r5 leaves out rows whose only problem is R5;
--          class at the draw, where the export leaves it blank that in force on
--          the day of the draw (inferred_count); Wilson interval, 95 %;
--          enterprises unless other kinds are asked for; counts under
--          small_cell only for the entitled
-- 规则:    M13：有问题（R2–R6、R8）的行／结果不是R7、R9、R10的行；
--          除R5口径不计只有R5问题的行；按抽取时分类，导出空白的按抽取日现行分类推算（另计推算数）；
--          Wilson区间，置信度95%；
--          未选对象类型时只看企业；低于隐去下限的户数只给有权者
-- access:  aggregate
with

classes as (

    select risk_class from class_scheme

),

counted as (

    select
        coalesce(facts.risk_class, '未分类') as risk_class,
        count(*) as n,
        count(*) filter (where is_class_inferred) as inferred,
        count(*) filter (where is_problem) as k,
        count(*) filter (where is_problem_beyond_r5) as k5
    from inspected_facts(
        $as_of, $units, $counties, $offices, coalesce($kinds, ['企业']),
        $sources, $plans, $joints, $draw_kinds, $one_plus_x, $tag
    ) as facts
    where is_applicable
    group by coalesce(facts.risk_class, '未分类')

),

joined as (

    select
        coalesce(classes.risk_class, counted.risk_class) as risk_class,
        coalesce(counted.n, 0) as n,
        coalesce(counted.inferred, 0) as inferred,
        coalesce(counted.k, 0) as k,
        coalesce(counted.k5, 0) as k5
    from classes
    full join counted
        on classes.risk_class = counted.risk_class

),

opened as (

    select
        risk_class,
        if(may_tell($sees_class, joined.n), joined.n, null) as n,
        if(
            may_tell($sees_class, least(joined.n, joined.inferred)),
            joined.inferred,
            null
        ) as inferred,
        if(may_tell($sees_class, least(joined.n, joined.k)), joined.k, null)
            as k,
        if(may_tell($sees_class, least(joined.n, joined.k5)), joined.k5, null)
            as k5
    from joined

)

select
    risk_class,
    k as problem_count,
    n as applicable_count,
    inferred as inferred_count,
    rate(k, n) as finding_rate,
    wilson_low(k, n) as low_rate,
    wilson_high(k, n) as high_rate,
    k5 as beyond_r5_count,
    rate(k5, n) as beyond_r5_rate,
    wilson_low(k5, n) as beyond_r5_low_rate,
    wilson_high(k5, n) as beyond_r5_high_rate
from opened
order by risk_class = '未分类', risk_class
