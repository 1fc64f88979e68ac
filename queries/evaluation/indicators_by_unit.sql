-- 评估指标 | Indicators: every measure of an evaluation by unit, side by side.
-- grain:   one row per reporting unit in its order; 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；合计在最后
-- params:  $as_of, $units
-- columns: unit, target_count, drawn_count, sufficiency_rate, checked_count,
--          completion_rate, yardstick_rate, is_judged, task_count, used_count,
--          integration_rate, effective_count, effective_rate,
--          classified_count, existing_count, coverage_rate, inspected_count,
--          valid_count, valid_rate, publishable_count, published_count,
--          publicity_rate, due_count, on_time_count, on_time_rate,
--          applicable_count, problem_count, finding_rate, disposal_count,
--          closed_count, closure_rate, own_count, collected_count,
--          collection_rate, county_count, planned_county_count,
--          plan_making_rate, offered_count, taken_up_count, uptake_rate,
--          duty_count, received_count, unknown_duty_count, duties_rate,
--          case_unit_count, case_done_count, case_rate
-- rule:    M25: M4, M11-M13, M15-M17c, M21, M24, M26, M27, M29, M32 and the
--          cases, each as everywhere; the total is the rate of the totals and
--          holds 省局本级 and what is of no unit; integration of the year so
--          far; publishable = rows inspected but for 不予公示 with a reason; no
--          rate of duties while any is unknown; no indicator is added to
--          another
-- 规则:    M25：M4、M11–M13、M15–M17c、M21、M24、M26、M27、M29、M32和典型案例，
--          口径与各页相同；合计为合计数之比，含省局本级和未映射的；融合为年内至今；
--          应公示＝已检查行减有理由的不予公示；应交材料有未知的不算比率；
--          各指标并列，不相加
-- base:    yes
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate;
--          classified_count > coverage_rate; inspected_count > valid_rate;
--          valid_count > valid_rate; publishable_count > publicity_rate;
--          published_count > publicity_rate; due_count > on_time_rate;
--          on_time_count > on_time_rate; applicable_count > finding_rate;
--          problem_count > finding_rate; disposal_count > closure_rate;
--          closed_count > closure_rate; own_count > collection_rate;
--          collected_count > collection_rate
-- access:  aggregate
with

positions as (

    select *
    from standings($as_of, $units, null)

),

publicity as (

    select *
    from publicity_measures(
        $as_of, $units, null, null, null, null, null, null, null, null, null,
        false
    )

),

integration as (

    select *
    from integration_measures(
        $as_of, $units, null, null, null, null, null, null, null
    )
    where period = 'year'

),

follow_up as (

    select
        unit,
        count(*) filter (where clock = 'closure') as disposal_count,
        count(*) filter (where clock = 'closure' and is_done) as closed_count,
        count(*) filter (where clock = 'collection') as own_count,
        count(*) filter (where clock = 'collection' and is_done)
            as collected_count
    from clocks_on(
        $as_of, null, $units, null, null, null, null, null, null, null, null,
        null
    )
    where clock in ('closure', 'collection') and inspected_on <= $as_of
    group by unit

),

classes as (

    select
        unit,
        sum(entity_count) filter (where risk_class <> '未分类')
            as classified_count,
        sum(entity_count) as existing_count
    from class_stock($as_of, $units, null)
    group by unit

),

plans as (

    select
        counties.unit,
        count(*) as county_count,
        count(*) filter (where counties.plan_count > 0) as planned_county_count,
        sum(provincial.plan_count) as offered_count,
        sum(counties.taken_up_count) as taken_up_count
    from county_plans($units, null) as counties
    cross join (
        select count(*) as plan_count
        from plan_rows
        where level = '省级'
    ) as provincial
    group by counties.unit

),

duties as (

    select
        unit,
        count(*) as duty_count,
        count(*) filter (where is_received) as received_count,
        count(*) filter (where is_unknown) as unknown_duty_count,
        count(*) filter (where duty = '典型案例') as case_unit_count,
        count(*) filter (where duty = '典型案例' and is_received)
            as case_done_count
    from due_duties($as_of, $units)
    group by unit

),

counted as (

    select
        coalesce(units.unit, '合计') as unit,
        max(units.unit_order) as unit_order,
        bool_or(units.has_target) as is_listed,
        sum(coalesce(publicity.inspected_count, 0))::bigint as inspected_count,
        sum(coalesce(publicity.valid_count, 0))::bigint as valid_count,
        sum(
            coalesce(publicity.inspected_count - publicity.withheld_count, 0)
        )::bigint as publishable_count,
        sum(coalesce(publicity.published_count, 0))::bigint as published_count,
        sum(coalesce(publicity.due_count, 0))::bigint as due_count,
        sum(coalesce(publicity.on_time_count, 0))::bigint as on_time_count,
        sum(coalesce(publicity.applicable_count, 0))::bigint
            as applicable_count,
        sum(coalesce(publicity.problem_count, 0))::bigint as problem_count,
        sum(coalesce(follow_up.disposal_count, 0))::bigint as disposal_count,
        sum(coalesce(follow_up.closed_count, 0))::bigint as closed_count,
        sum(coalesce(follow_up.own_count, 0))::bigint as own_count,
        sum(coalesce(follow_up.collected_count, 0))::bigint as collected_count,
        sum(coalesce(classes.classified_count, 0))::bigint as classified_count,
        sum(coalesce(classes.existing_count, 0))::bigint as existing_count,
        sum(coalesce(plans.county_count, 0))::bigint as county_count,
        sum(coalesce(plans.planned_county_count, 0))::bigint
            as planned_county_count,
        sum(coalesce(plans.offered_count, 0))::bigint as offered_count,
        sum(coalesce(plans.taken_up_count, 0))::bigint as taken_up_count,
        sum(coalesce(duties.duty_count, 0))::bigint as duty_count,
        sum(coalesce(duties.received_count, 0))::bigint as received_count,
        sum(coalesce(duties.unknown_duty_count, 0))::bigint
            as unknown_duty_count,
        sum(coalesce(duties.case_unit_count, 0))::bigint as case_unit_count,
        sum(coalesce(duties.case_done_count, 0))::bigint as case_done_count
    from reporting_units as units
    left join publicity
        on units.unit = publicity.part
    left join follow_up
        on units.unit = follow_up.unit
    left join classes
        on units.unit = classes.unit
    left join plans
        on units.unit = plans.unit
    left join duties
        on units.unit = duties.unit
    where is_among(units.unit, $units)
    group by grouping sets ((units.unit), ())

)

select
    counted.unit,
    positions.target_count,
    positions.drawn_count,
    positions.sufficiency_rate,
    positions.checked_count,
    positions.completion_rate,
    positions.yardstick_rate,
    positions.is_judged,
    coalesce(integration.task_count, 0) as task_count,
    coalesce(integration.used_count, 0) as used_count,
    integration.integration_rate,
    coalesce(integration.effective_count, 0) as effective_count,
    integration.effective_rate,
    counted.classified_count,
    counted.existing_count,
    rate(counted.classified_count, counted.existing_count) as coverage_rate,
    counted.inspected_count,
    counted.valid_count,
    rate(counted.valid_count, counted.inspected_count) as valid_rate,
    counted.publishable_count,
    counted.published_count,
    rate(counted.published_count, counted.publishable_count) as publicity_rate,
    counted.due_count,
    counted.on_time_count,
    rate(counted.on_time_count, counted.due_count) as on_time_rate,
    counted.applicable_count,
    counted.problem_count,
    rate(counted.problem_count, counted.applicable_count) as finding_rate,
    counted.disposal_count,
    counted.closed_count,
    rate(counted.closed_count, counted.disposal_count) as closure_rate,
    counted.own_count,
    counted.collected_count,
    rate(counted.collected_count, counted.own_count) as collection_rate,
    counted.county_count,
    counted.planned_county_count,
    rate(counted.planned_county_count, counted.county_count)
        as plan_making_rate,
    counted.offered_count,
    counted.taken_up_count,
    rate(counted.taken_up_count, counted.offered_count) as uptake_rate,
    counted.duty_count,
    counted.received_count,
    counted.unknown_duty_count,
    if(
        counted.unknown_duty_count = 0,
        rate(counted.received_count, counted.duty_count),
        null
    ) as duties_rate,
    counted.case_unit_count,
    counted.case_done_count,
    rate(counted.case_done_count, counted.case_unit_count) as case_rate
from counted
left join positions
    on counted.unit = positions.part
left join integration
    on counted.unit = integration.part
where counted.unit = '合计' or counted.is_listed
order by counted.unit = '合计', counted.unit_order
