-- 勾选未运用 | Ticked, not used: the class is said to be used, ratios do not rise.
-- grain:   one row per task drawn in the year, newest first
-- 粒度:    本年抽取的每个任务一行，新的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, name, drawn_on,
--          low_ratio, high_ratio
-- rule:    M17c: trend of the ratios A-D below $threshold standard errors and
--          not upside down (inversion_z); pools of sample_min and draws of
--          alert_min_rows or more; low = A and B, high = C and D
-- 规则:    M17c：称已运用分类的任务，A至D抽取比例的趋势低于阈值个标准误且未倒挂；
--          池不少于样本下限、抽取不少于提示的最少户数；低为A、B类，高为C、D类
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
where is_by(drawn_on, $as_of)
    and is_class_used
    and not is_inverted
    and trend_z < $threshold
order by drawn_on desc, subject
