-- 超任务期限 | Overdue rows: units with too many rows past their task's window.
-- grain:   one row per unit, the largest share first
-- 粒度:    每个单位一行，占比大的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, past_count,
--          overdue_count, overdue_rate
-- rule:    M30: rows not inspected / rows whose 检查止 has passed, at least
--          $threshold; alert_min_rows overdue rows or more
-- 规则:    M30：未检查的户次÷已过检查止的户次，达到 $threshold；超期户次不少于
--          alert_min_rows
-- small:   past_count > overdue_rate; overdue_count > overdue_rate
-- access:  aggregate
select
    rows.unit,
    null::varchar as county_code,
    null::varchar as office,
    rows.unit as subject,
    true as is_overdue,
    count(*) filter (where rows.is_past) as past_count,
    count(*) filter (where rows.is_overdue) as overdue_count,
    rate(overdue_count, past_count) as overdue_rate
from drawn_rows($as_of, $units) as rows
group by rows.unit
having overdue_count >= (select rules.alert_min_rows from rules)
    and overdue_rate >= $threshold
order by overdue_rate desc, rows.unit
