-- 执法检查人员 | inspectors: the roster in force in each year of export.
-- grain:   inspector_id, year of export
-- columns: those of queries/canonical/inspectors.sql
-- rule:    a number is a key inside its unit only
with

placed as (

    select
        inspectors.*,
        coalesce(
            of_county.unit, of_employer.unit, of_city.unit, of_office.unit, '未映射'
        ) as unit,
        coalesce(of_county.county_code, of_employer.county_code) as county_code
    from staged_inspectors as inspectors
    left join places as of_county
        on inspectors.county_text = of_county.place_text
    left join places as of_employer
        on inspectors.unit_text = of_employer.place_text
    left join places as of_city
        on inspectors.city_text = of_city.place_text
    left join places as of_office
        on inspectors.office = of_office.place_text

),

ranked as (

    select
        placed.*,
        sheets.exported_on,
        sheets.path,
        sheets.sheet,
        row_number() over (
            partition by placed.unit, placed.emp_no, year(sheets.exported_on)
            order by
                sheets.exported_on desc,
                placed.sheet_no desc,
                placed.source_row desc
        ) as preference
    from placed
    inner join sheets
        using (sheet_no)

)

select
    ranked.unit || '-' || ranked.emp_no as inspector_id,
    ranked.name,
    ranked.unit,
    coalesce(ranked.office, ranked.unit_text) as office,
    ranked.county_code,
    ranked.station,
    ranked.cert_valid_to,
    ranked.qualifications,
    ranked.item_scope,
    coalesce(states.value, '有效') as state,
    ranked.exported_on,
    ranked.path as source_file,
    ranked.sheet,
    ranked.source_row
from ranked
left join synonyms as states
    on
        states.domain = 'inspector_state'
        and states.source_system = '*'
        and states.raw_value = ranked.state_text
where ranked.preference = 1
