-- 公示不及时 | Late publicity: units that publish too few results in time.
-- grain:   one row per unit, the lowest rate first
-- 粒度:    每个单位一行，比率低的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, due_count,
--          on_time_count, on_time_rate, waiting_count
-- rule:    M12 of all rows inspected so far: published in time / rows whose
--          time limit has run, below $threshold; without 不予公示, 无公示日期 and
--          日期矛盾;
--          alert_min_rows due rows or more; red while a due row waits
-- 规则:    M12，至今全部已检查的行：按时公示行／期限届满的行，低于阈值；
--          不含不予公示、无公示日期和日期矛盾；届满行不少于提示的最少户数；
--          仍有届满未公示的为红色
-- small:   due_count > on_time_rate; on_time_count > on_time_rate;
--          waiting_count
-- access:  aggregate
select
    measures.part as unit,
    null::varchar as county_code,
    null::varchar as office,
    measures.part as subject,
    measures.overdue_count > 0 as is_overdue,
    measures.due_count,
    measures.on_time_count,
    measures.on_time_rate,
    measures.overdue_count as waiting_count
from publicity_measures(
    $as_of, $units, null, null, null, null, null, null, null, null, null,
    false
) as measures
cross join rules
where measures.due_count >= rules.alert_min_rows
    and measures.on_time_rate < $threshold
order by on_time_rate, unit
