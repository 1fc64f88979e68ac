-- 公示不及时 | Late publicity: units that publish too few results in time.
-- grain:   one row per unit, the lowest rate first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, due_count,
--          on_time_count, on_time_rate, waiting_count
-- rule:    M12 of all rows inspected so far: published in time / rows whose 20
--          working days have run, below $threshold; without 不予公示 and 无公示日期;
--          alert_min_rows due rows or more; red while a due row waits
-- small:   due_count > on_time_rate; on_time_count > on_time_rate;
--          waiting_count
-- access:  aggregate
with

due as (

    select
        unit,
        published_on,
        publication_due_on
    from task_facts
    where visited_on is not null
        and publication_due_on <= $as_of
        and not coalesce(
            pub_state = '不予公示' and not_public_reason is not null, false
        )
        and (published_on is null or has_publication_date)
        and ($units is null or list_contains($units, unit))

),

counted as (

    select
        unit,
        count(*) as due_count,
        count(*) filter (where published_on <= publication_due_on)
            as on_time_count,
        count(*) filter (
            where publication_due_on < $as_of
                and coalesce(published_on > $as_of, true)
        ) as waiting_count
    from due
    group by unit

)

select
    counted.unit,
    null::varchar as county_code,
    null::varchar as office,
    counted.unit as subject,
    counted.waiting_count > 0 as is_overdue,
    counted.due_count,
    counted.on_time_count,
    counted.on_time_count / counted.due_count as on_time_rate,
    counted.waiting_count
from counted
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_rows'
where counted.due_count >= ref_parameters.parameter_value
    and counted.on_time_count / counted.due_count < $threshold
order by on_time_rate, counted.unit
