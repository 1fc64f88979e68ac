-- 公报：结果与公示 | Bulletin, results: findings and publicity in time, by unit.
-- grain:   合计 first, then one row per reporting unit in its order
-- 粒度:    首行为合计，其后每个报告单位一行，按固定顺序
-- params:  $as_of, $units
-- columns: unit, applicable_count, problem_count, finding_rate, due_count,
--          on_time_count, on_time_rate
-- rule:    M12, M13 of enterprises at the data date, as in indicator_totals
-- 规则:    M12、M13，只看企业，截至数据日期，口径同指标一览
-- small:   applicable_count > finding_rate; problem_count > finding_rate;
--          due_count > on_time_rate; on_time_count > on_time_rate
-- public:  problem_count <= applicable_count; on_time_count <= due_count
-- access:  aggregate
with

counted as (

    select
        part,
        applicable_count,
        problem_count,
        due_count,
        on_time_count
    from publicity_measures(
        $as_of, $units, null, null, ['企业'], null, null, null, null, null,
        null, false
    )
    union all
    select
        units.unit,
        0,
        0,
        0,
        0
    from listed_units($units) as units
    where units.has_target

),

summed as (

    select
        coalesce(part, '合计') as unit,
        coalesce(sum(applicable_count), 0)::bigint as applicable_count,
        coalesce(sum(problem_count), 0)::bigint as problem_count,
        coalesce(sum(due_count), 0)::bigint as due_count,
        coalesce(sum(on_time_count), 0)::bigint as on_time_count
    from counted
    group by grouping sets ((part), ())
    having count(*) > 0

)

select
    unit,
    applicable_count,
    problem_count,
    rate(problem_count, applicable_count) as finding_rate,
    due_count,
    on_time_count,
    rate(on_time_count, due_count) as on_time_rate
from summed
order by
    unit = '合计' desc,
    (
        select min(unit_order) from reporting_units
        where reporting_units.unit = summed.unit
    )
