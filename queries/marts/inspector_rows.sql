-- 执法人员 | inspectors: the roster without names.
-- grain:   inspector_id
-- rule:    export-formats.md 2: an expired certificate is not eligible
select
    inspector_id,
    unit,
    office,
    county_code,
    station,
    cert_valid_to,
    qualifications,
    state
from inspectors
order by unit, inspector_id
