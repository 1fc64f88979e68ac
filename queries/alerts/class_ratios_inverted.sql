-- 比例倒挂 | Inverted ratios: tasks that drew risky firms less often.
-- grain:   one row per task drawn in the year, newest first
-- 粒度:    本年抽取的每个任务一行，新的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          low_ratio, high_ratio
-- rule:    M18: trend of the ratios A-D at or below -$threshold standard
--          errors; pools of sample_min and draws of alert_min_rows or more; low
--          = A and B, high = C and D
-- 规则:    M18：A至D抽取比例的趋势不高于负阈值个标准误；池不少于样本下限、
--          抽取不少于提示的最少户数；低为A、B类，高为C、D类
-- access:  aggregate
select
    unit,
    county_code,
    office,
    subject,
    is_overdue,
    name,
    drawn_on,
    low_ratio,
    high_ratio
from task_trends($units)
where is_by(drawn_on, $as_of) and trend_z <= -$threshold
order by drawn_on desc, subject
