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
with

expected as (

    select reporting_units.unit, reporting_units.unit_order, tables.table_name
    from reporting_units
    cross join sent_rows as tables
    where reporting_units.has_target
        and not is_occasional(tables.table_name)
    union
    select sent_rows.unit, reporting_units.unit_order, sent_rows.table_name
    from sent_rows
    inner join reporting_units
        on sent_rows.unit = reporting_units.unit

)

select
    expected.unit,
    expected.table_name,
    sent_rows.exported_on,
    sent_rows.last_fact_on,
    sent_rows.row_count as sent_row_count,
    sent_rows.file_count,
    sent_rows.exported_on is null
    or (
        expected.table_name <> 'stock_table'
        and not is_occasional(expected.table_name)
        and sent_rows.exported_on < date_trunc('week', $as_of::date)
    ) as is_missing
from expected
left join sent_rows
    on
        expected.unit = sent_rows.unit
        and expected.table_name = sent_rows.table_name
where is_among(expected.unit, $units)
order by expected.unit_order, expected.unit, expected.table_name
