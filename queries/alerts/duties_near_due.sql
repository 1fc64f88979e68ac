-- 材料将到期未交 | Duties near due: what is not received a few days before its date.
-- grain:   one row per duty and kind of subject, the earliest date first
-- 粒度:    每项材料、每类报送方一行，期限早的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, due_on,
--          days_left_count, missing_count, names
-- rule:    M24: due in at most $threshold days, or past; duties without a date
--          never fire, nor those that may have come in; red once the date has
--          passed
-- 规则:    M24：距期限不超过 $threshold 天或已过期限；没有期限的、是否收到未知的不提示；过期限为红色
-- access:  aggregate
select
    null::varchar as unit,
    null::varchar as county_code,
    null::varchar as office,
    duty as subject,
    due_on < $as_of as is_overdue,
    due_on,
    date_diff('day', $as_of, due_on) as days_left_count,
    count(*) as missing_count,
    string_agg(subject, '、' order by unit, subject) as names
from duties_on($as_of, $units)
where date_diff('day', $as_of, due_on) <= $threshold and is_missing
group by duty, subject_kind, due_on
order by due_on, duty, subject_kind
