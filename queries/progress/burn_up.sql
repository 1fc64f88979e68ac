-- 累计进度 | Burn-up: inspected so far against plan, time and target, by day.
-- grain:   one row per day from the first of January to 10-31, or to the as-of
--          date where that is later
-- params:  $as_of, $units, $counties
-- columns: day_on, checked_count, time_count, plan_count, short_count,
--          long_count, drawn_count, target_count
-- rule:    M2b, M6, M9: checked up to the as-of date; time and plan = target
--          times the progress due, the plan as known at the as-of date;
--          short, long = 按近4周、8周速度外推 from the as-of date on, never
--          above the rows drawn
-- access:  aggregate
with

unit_floors as (

    select
        unit,
        sum(stock_count)::bigint as stock_count,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

province_floor as (

    select max(floor_ppm) as floor_ppm
    from unit_targets
    where unit = '全省'
        and $units is null
        and $counties is null
        and (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)

),

targets as (

    select
        coalesce(
            (
                sum(unit_floors.stock_count)::bigint
                * max(province_floor.floor_ppm) + 999999
            ) // 1000000,
            sum(unit_floors.target_count)::bigint
        ) as target_count
    from unit_floors
    cross join province_floor

),

firsts as (

    select
        stage,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        stage,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by stage, entity_id

),

counted as (

    select
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > short_from_on
            )
        )::bigint as short_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > long_from_on
            )
        )::bigint as long_count
    from firsts
    inner join pace_days
        on pace_days.day = $as_of

),

today as (

    select
        pace_days.workday_no,
        pace_days.short_workday_count,
        pace_days.long_workday_count,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.short_count, 0) as short_count,
        coalesce(counted.long_count, 0) as long_count
    from pace_days
    cross join counted
    where pace_days.day = $as_of

),

steps as (

    select
        first_on as day,
        sum(entity_count)::bigint as checked_count
    from firsts
    where stage = 'checked'
    group by first_on

),

windows as (

    select
        start_workday_no,
        end_workday_no,
        min(window_from) as window_from,
        sum(target_count)::double as target_value
    from schedule
    where start_workday_no is not null
        and end_workday_no is not null
        and (from_on is null or from_on <= $as_of)
        and (until_on is null or until_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by start_workday_no, end_workday_no

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
        days.day,
        sum(
            windows.target_value * case
                when days.workday_no >= windows.end_workday_no
                    and days.day >= windows.window_from then 1.0
                when days.workday_no <= windows.start_workday_no then 0.0
                else
                    (days.workday_no - windows.start_workday_no)
                    / (windows.end_workday_no - windows.start_workday_no)
            end
        ) / nullif(sum(windows.target_value), 0) as plan_progress
    from days
    cross join windows
    group by days.day

)

select
    days.day as day_on,
    case
        when days.day <= $as_of
            then (
                sum(coalesce(steps.checked_count, 0)) over (order by days.day)
            )::bigint
    end as checked_count,
    targets.target_count * days.time_progress as time_count,
    targets.target_count * scheduled.plan_progress as plan_count,
    case
        when days.day >= $as_of
            then greatest(
                least(
                    today.checked_count + (days.workday_no - today.workday_no)
                        * today.short_count / today.short_workday_count,
                    today.drawn_count
                ),
                today.checked_count
            )
    end as short_count,
    case
        when days.day >= $as_of
            then greatest(
                least(
                    today.checked_count + (days.workday_no - today.workday_no)
                        * today.long_count / today.long_workday_count,
                    today.drawn_count
                ),
                today.checked_count
            )
    end as long_count,
    today.drawn_count,
    targets.target_count
from days
cross join today
cross join targets
left join steps
    on days.day = steps.day
left join scheduled
    on days.day = scheduled.day
order by days.day
