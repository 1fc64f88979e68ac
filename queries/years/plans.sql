-- 抽查计划 | plans of the year: those for it, and those its tasks name.
-- grain:   plan_no
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_plans
    inner join statistical_year
        on year(held_plans.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_plans.*,
        rank() over (
            partition by held_plans.plan_no
            order by
                case
                    when year(held_plans.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_plans.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_plans
    cross join statistical_year
    cross join exported
    where coalesce(
        held_plans.plan_year,
        year(held_plans.window_from),
        year(held_plans.exported_on)
    ) = statistical_year.year
        or held_plans.plan_no in (select tasks.plan_no from tasks)

)

select *
from ranked
where preference = 1
