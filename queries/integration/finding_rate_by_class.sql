-- 问题发现率 | Findings: how often inspections find something, by risk class.
-- grain:   one row per class A-D, then 未分类 where not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $sees_class
-- columns: risk_class, problem_count, applicable_count, finding_rate, low_rate,
--          high_rate, beyond_r5_count, beyond_r5_rate, beyond_r5_low_rate,
--          beyond_r5_high_rate
-- rule:    M13: rows with a problem (R2-R6, R8) / rows with a result other than
--          R7, R9, R10; beyond_r5 leaves out rows whose only problem is R5;
--          class at the draw; Wilson 95 %; enterprises unless other kinds are
--          asked for; counts under 5 only for the entitled
-- access:  aggregate
with

classes as (

    select
        listed.risk_class,
        listed.class_order
    from (
        values ('A', 1), ('B', 2), ('C', 3), ('D', 4)
    ) as listed (risk_class, class_order)

),

counted as (

    select
        coalesce(risk_class, '未分类') as risk_class,
        count(*) as n,
        count(*) filter (where is_problem) as k,
        count(*) filter (where is_problem_beyond_r5) as k5
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
        and is_applicable
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
    group by coalesce(risk_class, '未分类')

),

joined as (

    select
        coalesce(classes.risk_class, counted.risk_class) as risk_class,
        coalesce(classes.class_order, 5) as class_order,
        coalesce(counted.n, 0) as n,
        coalesce(counted.k, 0) as k,
        coalesce(counted.k5, 0) as k5
    from classes
    full join counted
        on classes.risk_class = counted.risk_class

),

cells as (

    select max(parameter_value) as small_cell
    from ref_parameters
    where parameter = 'small_cell'

),

opened as (

    select
        joined.risk_class,
        joined.class_order,
        case when $sees_class or n >= small_cell then n end as n,
        case when $sees_class or least(n, k) >= small_cell then k end as k,
        case when $sees_class or least(n, k5) >= small_cell then k5 end as k5
    from joined
    cross join cells

),

rates as (

    select
        *,
        k / nullif(n, 0) as p,
        k5 / nullif(n, 0) as p5,
        1.959963984540054 as z,
        1.959963984540054 * 1.959963984540054 as zz
    from opened

)

select
    risk_class,
    k as problem_count,
    n as applicable_count,
    p as finding_rate,
    (p + zz / (2 * n) - z * sqrt(p * (1 - p) / n + zz / (4 * n * n)))
        / (1 + zz / n) as low_rate,
    (p + zz / (2 * n) + z * sqrt(p * (1 - p) / n + zz / (4 * n * n)))
        / (1 + zz / n) as high_rate,
    k5 as beyond_r5_count,
    p5 as beyond_r5_rate,
    (p5 + zz / (2 * n) - z * sqrt(p5 * (1 - p5) / n + zz / (4 * n * n)))
        / (1 + zz / n) as beyond_r5_low_rate,
    (p5 + zz / (2 * n) + z * sqrt(p5 * (1 - p5) / n + zz / (4 * n * n)))
        / (1 + zz / n) as beyond_r5_high_rate
from rates
order by class_order
