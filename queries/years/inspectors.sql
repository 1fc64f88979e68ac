-- 执法检查人员 | roster of the year: inspectors as the year knew them.
-- grain:   inspector_id
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it
with

exported as (

    select count(*) as row_count
    from held_inspectors
    inner join statistical_year
        on year(held_inspectors.exported_on) <= statistical_year.year

),

ranked as (

    select
        held_inspectors.*,
        rank() over (
            partition by held_inspectors.inspector_id
            order by
                case
                    when year(held_inspectors.exported_on)
                        <= statistical_year.year then 0
                    else 1
                end nulls last,
                abs(year(held_inspectors.exported_on) - statistical_year.year)
                    nulls last
        ) as preference
    from held_inspectors
    cross join statistical_year
    cross join exported
    where exported.row_count = 0
        or year(held_inspectors.exported_on) <= statistical_year.year
        or held_inspectors.inspector_id in (
            select named.inspector_id
            from (
                select unnest(task_rows.inspector_ids) as inspector_id
                from task_rows
            ) as named
        )

)

select *
from ranked
where preference = 1
