-- 典型案例 | cases known in the year: as exported by its end.
-- grain:   case_id
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_cases
    inner join statistical_year
        on year(held_cases.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_cases.*,
        rank() over (
            partition by held_cases.title, held_cases.unit
            order by
                case
                    when year(held_cases.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_cases.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_cases
    cross join statistical_year
    cross join exported
    where held_cases.case_year is null
        or held_cases.case_year <= statistical_year.year

)

select *
from ranked
where preference = 1
