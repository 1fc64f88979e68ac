-- 应交材料未交 | Duties not handed in: near their date or past it.
-- grain:   one row per duty and who owes it, the earliest date first
-- 粒度:    每项材料、每个报送方一行，期限早的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, due_on,
--          days_left_count, missing_count, names
-- rule:    M24: due in at most $threshold days, or past; duties without a date
--          never fire, nor those that may have come in; red once the date has
--          passed
-- 规则:    M24：距期限不超过 $threshold 天或已过期限；没有期限的、是否收到未知的不提示；过期限为红色
-- access:  aggregate
select
    owed.unit,
    owed.county_code,
    if(owed.subject_kind = '处室', owed.subject, null) as office,
    owed.duty as subject,
    owed.due_on < $as_of as is_overdue,
    owed.due_on,
    date_diff('day', $as_of, owed.due_on) as days_left_count,
    1 as missing_count,
    owed.subject as names
from duties_on($as_of, $units) as owed
where date_diff('day', $as_of, owed.due_on) <= $threshold and owed.is_missing
order by owed.due_on, owed.duty, owed.subject_kind, owed.unit, owed.subject
