-- 企业实有数 | stock: the imported base, per county.
-- grain:   year_end, county_code, entity_kind
-- columns: those of queries/canonical/stock.sql
-- rule:    approved only where the table says 已核定
select
    stock.year_end,
    coalesce(
        of_code.unit, of_county.unit, of_unit.unit, '未映射'
    ) as unit,
    coalesce(of_code.county_code, of_county.county_code, of_unit.county_code)
        as county_code,
    coalesce(kinds.value, '企业') as entity_kind,
    stock.stock_count,
    stock.source,
    coalesce(approvals.value = '已核定', false) as is_approved,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    stock.source_row
from staged_stock_table as stock
inner join sheets
    using (sheet_no)
left join places as of_code
    on stock.county_code_text = of_code.place_text
left join places as of_county
    on stock.county_text = of_county.place_text
left join places as of_unit
    on stock.unit_text = of_unit.place_text
left join synonyms as kinds
    on
        kinds.domain = 'entity_kind'
        and kinds.source_system = '*'
        and kinds.raw_value = stock.kind_text
left join synonyms as approvals
    on
        approvals.domain = 'approval'
        and approvals.source_system = '*'
        and approvals.raw_value = stock.approval_text
