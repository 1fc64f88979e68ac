-- 逐表存疑 | doubts of sheets: how many of which kind.
-- grain:   sheet_no, rule_code, most frequent first
-- columns: sheet_no, rule_code, cell_count
-- rule:    every doubt is a row of warnings
select sheets.sheet_no, warnings.rule_code, count(*) as cell_count
from warnings
inner join sheets
    on warnings.file = sheets.path and warnings.sheet = sheets.sheet
group by sheets.sheet_no, warnings.rule_code
order by sheets.sheet_no, cell_count desc, warnings.rule_code
