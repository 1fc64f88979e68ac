-- 执法人员 | inspectors: the roster without names.
-- grain:   inspector_id
-- rule:    an expired certificate is not eligible; the
--          label stands in for name and number wherever figures are shown
with

labelled as (

    select
        inspectors.inspector_id,
        row_number() over (
            order by inspectors.inspector_id nulls last
        ) as inspector_no,
        inspectors.unit,
        inspectors.office,
        inspectors.county_code,
        coalesce(ref_counties.county, inspectors.unit) as home,
        row_number() over (
            partition by
                inspectors.unit, coalesce(ref_counties.county, inspectors.unit)
            order by
                reverse(inspectors.inspector_id) nulls last,
                inspectors.inspector_id nulls last
        ) as place_no,
        inspectors.station,
        inspectors.cert_valid_to,
        inspectors.qualifications,
        inspectors.state
    from inspectors
    left join ref_counties
        on inspectors.county_code = ref_counties.county_code

)

select
    inspector_id,
    cast(inspector_no as integer) as inspector_no,
    home || '-' || lpad(cast(place_no as string), 2, '0') as inspector_label,
    unit,
    office,
    county_code,
    home,
    station,
    cert_valid_to,
    qualifications,
    state
from labelled
order by unit, inspector_id
