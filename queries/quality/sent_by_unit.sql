-- 各单位报送 | Sent by unit: which table up to which day, what this week lacks.
-- grain:   unit in its order, table_name
-- 粒度:    每个报告单位、每张表一行，单位按固定顺序
-- params:  $as_of, $units
-- columns: unit, table_name, exported_on, last_fact_on, sent_row_count,
--          file_count, is_missing
-- rule:    a table that any unit has sent is expected of each unit with a
--          target; missing: never sent, or last exported before the Monday of
--          the week of the day; the base comes once a year and is never missing
--          for its week; penalties, lists, recusals, items and events come when
--          there are any: they are shown where sent and never missing
-- 规则:    任一单位报送过的表，每个有目标的单位都应报送；本周缺＝从未报送，或最近一次
--          导出早于所选日期当周的周一；企业实有数每年一次，只看是否报送过；行政处罚、
--          名录、回避登记、事项清单、大事记有则报送，只列已报送的，不算缺
-- small:   sent_row_count
-- sums:    sent_row_count
-- access:  aggregate
select
    sent.unit,
    sent.table_name,
    sent.exported_on,
    sent.last_fact_on,
    sent.sent_row_count,
    sent.file_count,
    sent.is_missing
from sent_tables($as_of, $units) as sent
left join reporting_units
    on sent.unit = reporting_units.unit
order by reporting_units.unit_order, sent.unit, sent.table_name
