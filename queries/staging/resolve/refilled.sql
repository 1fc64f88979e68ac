-- 补全后的管辖 | refilled: where rows stand that a carried place filled.
-- grain:   none
-- rule:    resolved as every row is
update ids_register
set unit = jurisdictions.unit, county_code = jurisdictions.county_code
from staged_register as register
inner join filled_rows
    using (sheet_no, source_row)
inner join jurisdictions
    on
        register.station is not distinct from jurisdictions.station
        and register.county_text is not distinct from jurisdictions.county_text
        and register.city_text is not distinct from jurisdictions.city_text
        and register.county_code_text
            is not distinct from jurisdictions.county_code_text
where ids_register.sheet_no = register.sheet_no
    and ids_register.source_row = register.source_row;

update ids_inspection_results
set unit = jurisdictions.unit, county_code = jurisdictions.county_code
from staged_inspection_results as results
inner join filled_rows
    using (sheet_no, source_row)
inner join jurisdictions
    on
        results.station is not distinct from jurisdictions.station
        and results.county_text is not distinct from jurisdictions.county_text
        and results.city_text is not distinct from jurisdictions.city_text
        and results.county_code_text
            is not distinct from jurisdictions.county_code_text
where ids_inspection_results.sheet_no = results.sheet_no
    and ids_inspection_results.source_row = results.source_row;
