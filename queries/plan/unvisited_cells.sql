-- 未覆盖的县与行业 | Unvisited cells: county and industry without an inspection.
-- grain:   one row per county and industry, most enterprises first
-- 粒度:    每个县、每个行业一行，企业多的在前
-- params:  $as_of, $units, $counties
-- columns: unit, county, industry, entity_count
-- rule:    M22: cells of county and industry (letter of GB/T 4754) with
--          enterprises 存续, established by the as-of date, and no inspection by
--          then
-- 规则:    M22：统计日有存续企业而截至该日尚无检查的县与行业（GB/T 4754 门类）格
-- small:   entity_count
-- access:  aggregate
select
    cells.unit,
    ref_counties.county,
    cells.industry,
    cells.entity_count
from industry_cells_on($as_of, $units, $counties) as cells
inner join ref_counties
    on cells.county_code = ref_counties.county_code
where not cells.is_visited
order by cells.entity_count desc, cells.county_code, cells.industry
