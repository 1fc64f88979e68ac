-- 按计划进度 | schedule by day: what plans ask by the end of each day.
-- grain:   unit, county_code, day
-- rule:    M6b: planned counts spread evenly over the working days of their
--          windows, all of them after the end; coming = what they still ask
--          from the day to the deadline; whole firms and parts of 10^15 are
--          summed apart: the same in any order of the rows
with

days as (

    select
        workdays.day,
        workdays.workday_no
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and campaign.year_until_on

),

terms as (

    select
        schedule.unit,
        schedule.county_code,
        days.day,
        case when schedule.is_spread then schedule.planned_count end
            as planned_count,
        schedule.planned_count * case
            when not coalesce(schedule.is_spread, false) then null
            when days.workday_no >= schedule.end_workday_no
                and days.day >= schedule.window_from
                then cast(1 as double)
            when days.workday_no <= schedule.start_workday_no
                then cast(0 as double)
            else
                cast(days.workday_no - schedule.start_workday_no as double)
                / (schedule.end_workday_no - schedule.start_workday_no)
        end as due_value
    from schedule
    cross join days

),

sums as (

    select
        terms.unit,
        terms.county_code,
        terms.day,
        cast(sum(terms.planned_count) as bigint) as planned_count,
        cast(sum(cast(floor(terms.due_value) as bigint)) as double)
            as whole_value,
        cast(sum(
            cast(
                floor(
                    (terms.due_value - floor(terms.due_value))
                    * cast(1000000000000000 as double)
                    + cast(0.5 as double)
                ) as bigint
            )
        ) as double) as part_value
    from terms
    group by terms.unit, terms.county_code, terms.day

),

asked as (

    select
        sums.unit,
        sums.county_code,
        sums.day,
        sums.planned_count,
        sums.whole_value
        + sums.part_value / cast(1000000000000000 as double) as due_value
    from sums

),

ends as (

    select
        asked.unit,
        asked.county_code,
        asked.due_value
    from asked
    inner join campaign
        on asked.day = campaign.deadline_on

)

select
    asked.unit,
    asked.county_code,
    asked.day,
    asked.planned_count,
    asked.due_value,
    case
        when ends.due_value > asked.due_value
            then ends.due_value - asked.due_value
        when ends.due_value is not null then cast(0 as double)
    end as coming_value
from asked
left join ends
    on asked.unit = ends.unit
    and asked.county_code is not distinct from ends.county_code
order by asked.day, asked.unit, asked.county_code
