-- 按计划进度 | schedule by day: what should be done by the end of each day.
-- grain:   unit, county_code, day
-- rule:    M6b: targets spread evenly over the working days of their windows;
--          only targets with a window can be spread
with

days as (

    select
        workdays.day,
        workdays.workday_no
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and campaign.year_until_on

),

known as (

    select
        schedule.unit,
        schedule.county_code,
        days.day,
        schedule.target_count,
        case
            when schedule.start_workday_no is null
                or schedule.end_workday_no is null then null
            when days.workday_no >= schedule.end_workday_no
                and days.day >= schedule.window_from then 1.0
            when days.workday_no <= schedule.start_workday_no then 0.0
            else
                cast(days.workday_no - schedule.start_workday_no as double)
                / (schedule.end_workday_no - schedule.start_workday_no)
        end as due_share
    from schedule
    inner join days
        on (schedule.from_on is null or schedule.from_on <= days.day)
        and (schedule.until_on is null or schedule.until_on > days.day)

)

select
    unit,
    county_code,
    day,
    cast(sum(target_count) as bigint) as target_count,
    cast(sum(case when due_share is not null then target_count end) as bigint)
        as windowed_count,
    sum(target_count * due_share) as due_value
from known
group by unit, county_code, day
order by day, unit, county_code
