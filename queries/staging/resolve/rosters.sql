-- 名册 | rosters: the inspectors in force for what a file of each year says.
-- grain:   roster_year, inspector_id
-- rule:    the last export up to the year counts, else the first one after it
create or replace temp table rosters as
select years.roster_year, inspectors.*
from (select distinct year(exported_on) as roster_year from sheets) as years
cross join inspectors
qualify row_number() over (
    partition by years.roster_year, inspectors.inspector_id
    order by
        year(inspectors.exported_on) > years.roster_year,
        abs(year(inspectors.exported_on) - years.roster_year)
) = 1;
