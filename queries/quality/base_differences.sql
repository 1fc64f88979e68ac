-- 基数不一致 | Base differences: totals of the base that are not their sum.
-- grain:   one row per total that differs, the largest difference first
-- 粒度:    有差异的每个合计一行，差异大的在前
-- params:  $units
-- columns: unit, entity_kind, total_stock_count, parts_stock_count,
--          excess_stock_count, source_file, sheet, source_row
-- rule:    Σ counties ≠ unit is an error of the data: the base is the sum of
--          the counties, the total is compared and never added
-- 规则:    各县之和与单位合计不一致为数据差错：以各县之和为基数，合计只核对、
--          不相加
-- access:  aggregate
select
    unit,
    entity_kind,
    total_stock_count,
    parts_stock_count,
    total_stock_count - parts_stock_count as excess_stock_count,
    source_file,
    sheet,
    source_row
from base_totals
where total_stock_count <> parts_stock_count
    and is_among(unit, $units)
order by
    abs(total_stock_count - parts_stock_count) desc,
    unit,
    entity_kind,
    source_row
