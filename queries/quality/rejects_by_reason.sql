-- 拒收原因 | Rejects by reason: why rows were refused, most frequent first.
-- grain:   table_name, reason_code
-- 粒度:    每张表、每个原因一行
-- params:
-- columns: table_name, reason_code, reason, row_count
-- rule:    one reason per refused row; 数据质量 shows the rows themselves
-- 规则:    每个拒收行一个原因；数据质量页列出各行
-- access:  aggregate
select
    table_name,
    reason_code,
    min(reason) as reason,
    count(*) as row_count
from reject_rows
group by table_name, reason_code
order by row_count desc, table_name, reason_code
