-- 超任务期限 | Overdue rows: units with too many rows past their task's window.
-- grain:   one row per unit, the largest share first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, past_count,
--          overdue_count, overdue_rate
-- rule:    M30: rows not inspected / rows whose 检查止 has passed, at least
--          $threshold; alert_min_rows overdue rows or more
-- small:   past_count > overdue_rate; overdue_count > overdue_rate
-- access:  aggregate
with

counted as (

    select
        unit,
        count(*) as past_count,
        count(*) filter (where not coalesce(visited_on <= $as_of, false))
            as overdue_count
    from task_facts
    where drawn_on <= $as_of
        and window_to < $as_of
        and ($units is null or list_contains($units, unit))
    group by unit

)

select
    counted.unit,
    null::varchar as county_code,
    null::varchar as office,
    counted.unit as subject,
    true as is_overdue,
    counted.past_count,
    counted.overdue_count,
    counted.overdue_count / counted.past_count as overdue_rate
from counted
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_rows'
where counted.overdue_count >= ref_parameters.parameter_value
    and counted.overdue_count / counted.past_count >= $threshold
order by overdue_rate desc, counted.unit
