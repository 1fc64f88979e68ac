-- 成效与负担 | Yield and burden: problems and cases per visit, visits per firm.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, row_count, entity_count, problem_count, yield_per_hundred,
--          case_filed_count, case_filed_rate, burden_frequency,
--          merged_visit_count, repeated_a_count, off_site_count,
--          off_site_share, tasks_per_county_month
-- rule:    M33: problems per 100 户次; cases filed / problem rows; 户次 / 户; a
--          visit = all rows of an entity on one day, the others are merged;
--          enterprises of class A inspected twice or more; 非现场 = no 实地检查 among
--          the known methods; tasks with inspections per county and month of
--          the year so far
-- 规则:    M33：每百户次问题数；立案数／问题行数；户次／户；
--          同一对象同一天的各行为一次到访，其余为合并；A类企业被查两次及以上；
--          非现场为已知方式中没有实地检查；每县每月任务数为当年至截止日有检查的
--          任务
-- small:   row_count > burden_frequency, yield_per_hundred, off_site_share;
--          entity_count > burden_frequency; problem_count > yield_per_hundred,
--          case_filed_rate; case_filed_count > case_filed_rate;
--          merged_visit_count; repeated_a_count; off_site_count >
--          off_site_share
-- sums:    row_count, problem_count, case_filed_count, off_site_count
-- access:  aggregate
with

chosen as (

    select
        facts.*,
        row_details.methods is not null as has_method,
        not coalesce(list_contains(row_details.methods, '实地检查'), true)
            as is_off_site
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as facts
    inner join row_details
        on facts.task_id = row_details.task_id
        and facts.entity_id = row_details.entity_id

),

counted as (

    select
        unit,
        count(*) as row_count,
        count(distinct entity_id) as entity_count,
        count(*) filter (where is_problem) as problem_count,
        count(*) filter (where is_case_filed) as case_filed_count,
        count(*) filter (where has_method) as method_count,
        count(*) filter (where is_off_site) as off_site_count
    from chosen
    group by unit

),

visits as (

    select
        unit,
        count(*) as visit_count
    from (select distinct unit, entity_id, inspected_on from chosen) as days
    group by unit

),

often as (

    select
        unit,
        count(*) as repeated_a_count
    from (
        select
            unit,
            entity_id
        from chosen
        where entity_kind = '企业'
        group by unit, entity_id
        having count(*) >= 2 and max_by(risk_class, inspected_on) = class_at(1)
    ) as repeated
    group by unit

),

monthly as (

    select
        unit,
        count(*) as task_month_count
    from (
        select distinct
            unit,
            task_id,
            county_code,
            month(inspected_on) as month_no
        from chosen
        where county_code is not null
    ) as task_months
    group by unit

),

counties as (

    select
        unit,
        count(*) * month($as_of) as county_month_count
    from ref_counties
    where is_supervised and is_among(county_code, $counties)
    group by unit

)

select
    units.unit,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.entity_count, 0) as entity_count,
    coalesce(counted.problem_count, 0) as problem_count,
    100 * counted.problem_count / counted.row_count as yield_per_hundred,
    coalesce(counted.case_filed_count, 0) as case_filed_count,
    rate(counted.case_filed_count, counted.problem_count) as case_filed_rate,
    counted.row_count / counted.entity_count as burden_frequency,
    coalesce(counted.row_count - visits.visit_count, 0) as merged_visit_count,
    coalesce(often.repeated_a_count, 0) as repeated_a_count,
    coalesce(counted.off_site_count, 0) as off_site_count,
    rate(counted.off_site_count, counted.method_count) as off_site_share,
    monthly.task_month_count / counties.county_month_count
        as tasks_per_county_month
from listed_units($units) as units
left join counted
    on units.unit = counted.unit
left join visits
    on counted.unit = visits.unit
left join often
    on counted.unit = often.unit
left join monthly
    on counted.unit = monthly.unit
left join counties
    on counted.unit = counties.unit
where units.has_target or counted.row_count > 0
order by units.unit_order
