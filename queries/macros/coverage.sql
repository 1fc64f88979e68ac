-- 覆盖 | coverage: cells of county and industry in which enterprises exist.
-- rule:    M22: of the register of the day asked for, visited by then
create macro industry_cells_on(as_of, units, counties) as table
select
    unit,
    county_code,
    industry,
    sum(entity_count)::bigint as entity_count,
    is_by(min(first_inspected_on), as_of) as is_visited
from industry_cells
where existing_on <= as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
group by unit, county_code, industry;
