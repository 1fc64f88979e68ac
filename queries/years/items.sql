-- 抽查事项清单 | lists of the year: items as the year knew them.
-- grain:   item_code, issuer
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_items
    inner join statistical_year
        on year(held_items.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_items.*,
        rank() over (
            partition by held_items.item_code, held_items.issuer
            order by
                case
                    when year(held_items.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_items.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_items
    cross join statistical_year
    cross join exported
    where exported.row_count = 0
        or year(held_items.exported_on) <= statistical_year.year

)

select *
from ranked
where preference = 1
