-- 模拟配对人员 | Roster of a simulated draw: who could be paired.
-- grain:   inspector
-- params:  $units, $counties
-- columns: inspector, unit, region, station, cert_valid_to, state,
--          qualifications
-- rule:    draw.md 4: persons of the county that draws; whether a certificate
--          lasts to the end of the task is decided when the roster is made
-- access:  named
select
    inspector_id as inspector,
    unit,
    county_code as region,
    station,
    cert_valid_to,
    state,
    qualifications
from inspector_rows
where county_code is not null
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
order by inspector_id
