-- 抽查计划 | carried plans: a ratio, a count and a period keep to their own text.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; what was read from one cell is one
create or replace temp view whole_rows as
select
    * exclude (ratio_said, count_said, period_said),
    unnest(ratio_said),
    unnest(count_said),
    unnest(period_said)
from merged
