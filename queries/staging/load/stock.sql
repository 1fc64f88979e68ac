-- 企业实有数 | stock: the imported base per county, and the totals it is compared with.
-- grain:   year_end, unit, county_code, entity_kind
-- columns: those of queries/canonical/stock.sql
-- rule:    approved only where the table says 已核定; a row without a county is a
--          total, compared with its counties
select
    stock.year_end,
    coalesce(stock.unit, '未映射') as unit,
    stock.county_code,
    stock.entity_kind,
    case when stock.count_rule is null then stock.stock_count end as stock_count,
    stock.source,
    coalesce(approvals.value = '已核定', false) as is_approved,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    stock.source_row
from stock_rows as stock
inner join sheets
    using (sheet_no)
left join synonyms as approvals
    on
        approvals.domain = 'approval'
        and approvals.source_system = '*'
        and approvals.raw_value = stock.approval_text
