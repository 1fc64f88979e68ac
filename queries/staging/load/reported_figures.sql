-- 单位上报表 | reported figures: what units report themselves.
-- grain:   unit, county, as_of, metric
-- columns: those of queries/canonical/reported_figures.sql
-- rule:    M34; a county under the name of the area list
select
    coalesce(names.unit, '未映射') as unit,
    case
        when names.is_county_unknown then figures.county_text
        else ref_counties.county
    end as county,
    figures.as_of,
    figures.metric,
    cast(figures.reported_count as double) as reported_count,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    figures.source_row
from staged_reported_figures as figures
inner join small_rows as names
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
left join ref_counties
    on names.county_code = ref_counties.county_code
