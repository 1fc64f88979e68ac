-- 应交材料 | duties of the year: what was handed in.
-- grain:   duty, subject
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_duties
    inner join statistical_year
        on year(held_duties.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_duties.*,
        rank() over (
            partition by held_duties.duty, held_duties.subject
            order by
                case
                    when year(held_duties.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_duties.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_duties
    cross join statistical_year
    cross join exported
    where year(held_duties.exported_on) = statistical_year.year
        or year(held_duties.received_on) = statistical_year.year

)

select *
from ranked
where preference = 1
