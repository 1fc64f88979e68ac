-- 执法检查人员 | roster of the year: inspectors as the year knew them.
-- grain:   inspector_id
-- rule:    the last export up to the year's end counts; where there is none by
--          then, the first one after it; also who is named in a row
--          of the year, of which at most six inspectors are read
with

places as (

    select 1 as place
    union all
    select 2 as place
    union all
    select 3 as place
    union all
    select 4 as place
    union all
    select 5 as place
    union all
    select 6 as place

),

teams as (

    select distinct
        concat_ws(',', task_rows.inspector_ids) as inspectors_named
    from task_rows

),

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
            select split_part(teams.inspectors_named, ',', places.place)
            from teams
            cross join places
        )

)

select *
from ranked
where preference = 1
