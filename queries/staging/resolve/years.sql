-- 统计年度 | years held: those of which a snapshot can tell figures.
-- grain:   year
-- rule:    a year with task rows drawn or inspected in it, and with a notice or an
--          export of that year: what was left over from the year before makes no
--          year; the year of the data date where it has facts or a notice, and
--          where nothing else is held
with

dated as (

    select max(exported_on) as data_date
    from sheets
    where table_name is distinct from 'rules'

),

facts as (

    select year(coalesce(task_rows.drawn_on, tasks.drawn_on)) as fact_year
    from task_rows
    left join tasks
        using (task_no)
    union
    select year(inspected_on)
    from task_rows

),

vouched as (

    select year
    from ref_notices
    union
    select year(exported_on)
    from sheets
    where table_name is distinct from 'rules'

),

held as (

    select facts.fact_year as year
    from facts
    inner join vouched
        on facts.fact_year = vouched.year
    cross join dated
    where facts.fact_year between year(dated.data_date) - 4 and year(dated.data_date)
    union
    select ref_notices.year
    from ref_notices
    inner join dated
        on ref_notices.year = year(dated.data_date)

)

select year from held
union
select year(data_date) from dated where not exists (select 1 from held)
order by year
