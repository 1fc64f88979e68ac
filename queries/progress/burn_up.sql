-- 累计进度 | Burn-up: inspected so far against plan, time and target, by day.
-- grain:   one row per day from the first of January to the deadline, or to
--          the as-of date where that is later
-- 粒度:    1月1日至完成期限每天一行；截止日期更晚的，至截止日期
-- params:  $as_of, $units, $counties
-- columns: day_on, checked_count, time_count, plan_count, short_count,
--          long_count, drawn_count, target_count
-- rule:    M2b, M6, M9: checked up to the as-of date; time and plan = target
--          times the progress due, the plan from the plans alone, the same
--          from every as-of date; short, long = the pace of the last 4 and 8
--          weeks from the as-of date on, not limited by what is drawn, none
--          after the deadline
-- 规则:    M2b、M6、M9：已检查到截止日期为止；时间线、计划线＝目标×应达进度，计划
--          线只取自计划，从任何截止日期看都一样；近4周、近8周速度自截止日期起
--          外推，不受已抽取户数限制，期限过后不再外推
-- base:    yes
-- small:   checked_count > short_count, long_count; drawn_count
-- access:  aggregate
with

position as (

    select *
    from standings($as_of, $units, $counties)
    where is_whole

),

steps as (

    select
        first_on as day,
        sum(entity_count)::bigint as checked_count
    from part_firsts($as_of, $units, $counties, true)
    where entity_kind = '企业' and stage = 'checked'
    group by first_on

),

days as (

    select
        pace_days.day,
        pace_days.workday_no,
        pace_days.elapsed_count / pace_days.campaign_workday_count
            as time_progress
    from pace_days
    cross join campaign
    where pace_days.day between campaign.year_from_on
        and greatest(campaign.deadline_on, $as_of)

),

scheduled as (

    select
        day,
        rate(sum(due_value), sum(planned_count)) as plan_progress
    from plan_progress_days
    where is_among(unit, $units) and is_among(county_code, $counties)
    group by day

)

select
    days.day as day_on,
    case
        when days.day <= $as_of
            then (
                sum(coalesce(steps.checked_count, 0)) over (order by days.day)
            )::bigint
    end as checked_count,
    position.target_count * days.time_progress as time_count,
    position.target_count * scheduled.plan_progress as plan_count,
    case
        when days.day >= $as_of and not position.is_over
            then position.checked_count + position.short_pace
            * (days.workday_no - position.workday_no)
    end as short_count,
    case
        when days.day >= $as_of and not position.is_over
            then position.checked_count + position.long_pace
            * (days.workday_no - position.workday_no)
    end as long_count,
    position.drawn_count,
    position.target_count
from days
cross join position
left join steps
    on days.day = steps.day
left join scheduled
    on days.day = scheduled.day
order by days.day
