-- 未覆盖的县与行业 | Unvisited cells: county and industry without an inspection.
-- grain:   one row per county and industry, most enterprises first
-- params:  $as_of, $units, $counties
-- columns: unit, county, industry, entity_count
-- rule:    M22, see coverage_by_unit; industry = the letter of GB/T 4754
-- small:   entity_count
-- access:  aggregate
select
    industry_cells.unit,
    ref_counties.county,
    industry_cells.industry,
    industry_cells.entity_count
from industry_cells
inner join ref_counties
    on industry_cells.county_code = ref_counties.county_code
where (
    industry_cells.first_inspected_on is null
    or industry_cells.first_inspected_on > $as_of
)
    and ($units is null or list_contains($units, industry_cells.unit))
    and (
        $counties is null
        or list_contains($counties, industry_cells.county_code)
    )
order by
    industry_cells.entity_count desc,
    industry_cells.county_code,
    industry_cells.industry
