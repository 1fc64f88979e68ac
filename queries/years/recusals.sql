-- 回避登记 | recusals of the year: interests as the year knew them.
-- grain:   inspector_id, entity_id or station
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_recusals
    inner join statistical_year
        on year(held_recusals.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_recusals.*,
        rank() over (
            partition by held_recusals.inspector_id, held_recusals.entity_id,
                held_recusals.station
            order by
                case
                    when year(held_recusals.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_recusals.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_recusals
    cross join statistical_year
    cross join exported
    where exported.row_count = 0
        or year(held_recusals.exported_on) <= statistical_year.year

)

select *
from ranked
where preference = 1
