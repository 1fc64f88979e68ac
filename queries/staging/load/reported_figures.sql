-- 单位上报表 | reported figures: what units report themselves.
-- grain:   unit, county, as_of, metric
-- columns: those of queries/canonical/reported_figures.sql
-- rule:    M34
select
    coalesce(of_county.unit, of_unit.unit, '未映射') as unit,
    figures.county_text as county,
    figures.as_of,
    figures.metric,
    cast(figures.reported_count as double) as reported_count,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    figures.source_row
from staged_reported_figures as figures
inner join sheets
    using (sheet_no)
left join places as of_unit
    on figures.unit_text = of_unit.place_text
left join places as of_county
    on figures.county_text = of_county.place_text
