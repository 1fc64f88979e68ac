-- 人员代号对照 | Labels of inspectors: which number on the roster a label stands for.
-- grain:   one row per inspector, by label
-- params:  $units, $counties
-- columns: inspector_label, inspector_id, unit, office, cert_valid_to_on, state
-- rule:    export-formats.md, personal data: for the entitled only
-- access:  named
select
    inspector_label,
    inspector_id,
    unit,
    office,
    cert_valid_to as cert_valid_to_on,
    state
from inspector_rows
where ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
order by inspector_label, inspector_id
