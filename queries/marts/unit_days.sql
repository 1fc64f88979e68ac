-- 单位逐日 | unit by day: targets, counts so far and yardstick of every day.
-- grain:   unit, day of the year
-- rule:    M1, M2, M6, M29 by unit, enterprises only, without any other filter;
--          the yardstick is the plan where enough of it has windows, else time
with

floors as (

    select
        unit,
        unit_order,
        valid_from_on,
        next_version_on,
        is_first,
        cast(sum(stock_count) as bigint) as stock_count,
        max(floor_ppm) as floor_ppm
    from base_floors
    group by unit, unit_order, valid_from_on, next_version_on, is_first

),

days as (

    select
        floors.unit,
        floors.unit_order,
        pace_days.day,
        pace_days.elapsed_count,
        pace_days.left_count,
        pace_days.campaign_workday_count,
        pace_days.short_from_on,
        pace_days.short_workday_count,
        cast(
            ceil(
                cast(floors.stock_count * floors.floor_ppm as double) / 1000000
            ) as bigint
        ) as target_count
    from pace_days
    cross join campaign
    inner join floors
        on (floors.valid_from_on <= pace_days.day or floors.is_first)
        and (
            floors.next_version_on is null
            or floors.next_version_on > pace_days.day
        )
    where pace_days.day between campaign.year_from_on and campaign.year_until_on

),

firsts as (

    select
        unit,
        entity_id,
        min(drawn_on) as drawn_on,
        min(checked_on) as checked_on,
        min(kept_on) as kept_on
    from entity_firsts
    where entity_kind = '企业'
    group by unit, entity_id

),

events as (

    select unit, drawn_on as day, 1 as drawn, 0 as checked, 0 as kept
    from firsts
    where drawn_on is not null
    union all
    select unit, checked_on as day, 0 as drawn, 1 as checked, 0 as kept
    from firsts
    where checked_on is not null
    union all
    select unit, kept_on as day, 0 as drawn, 0 as checked, 1 as kept
    from firsts
    where kept_on is not null

),

counted as (

    select
        unit,
        day,
        sum(drawn) as drawn_count,
        sum(checked) as checked_count,
        sum(kept) as kept_count
    from events
    group by unit, day

),

running as (

    select
        days.*,
        cast(
            sum(coalesce(counted.drawn_count, 0)) over (
                partition by days.unit order by days.day nulls first
            ) as bigint
        ) as drawn_count,
        cast(
            sum(coalesce(counted.checked_count, 0)) over (
                partition by days.unit order by days.day nulls first
            ) as bigint
        ) as checked_count,
        cast(
            sum(coalesce(counted.kept_count, 0)) over (
                partition by days.unit order by days.day nulls first
            ) as bigint
        ) as kept_count
    from days
    left join counted
        on days.unit = counted.unit
        and days.day = counted.day

),

scheduled as (

    select
        unit,
        day,
        sum(due_value) / sum(windowed_count) as plan_progress,
        cast(sum(windowed_count) as double) / nullif(sum(target_count), 0)
            as planned_share
    from plan_progress_days
    group by unit, day

)

select
    running.unit,
    running.unit_order,
    running.day,
    running.target_count,
    running.drawn_count,
    running.checked_count,
    running.kept_count,
    running.left_count,
    running.short_from_on,
    running.short_workday_count,
    case
        when scheduled.planned_share >= share.parameter_value
            then scheduled.plan_progress
        else
            cast(running.elapsed_count as double)
            / running.campaign_workday_count
    end as yardstick_progress
from running
inner join ref_parameters as share
    on share.parameter = 'plan_window_share'
left join scheduled
    on running.unit = scheduled.unit
    and running.day = scheduled.day
order by running.day, running.unit_order
