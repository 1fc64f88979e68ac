-- 应交材料 | duties: the state of each duty.
-- grain:   duty, subject, year of export
-- columns: those of queries/canonical/duties.sql
-- rule:    a subject is a unit, a county or a provincial office under the name that
--          the product gives it; one that nobody knows keeps its own
with

launching as (

    select names.office, min(launched.lead_office) as lead_office
    from (
        select lead_office from plans where level = '省级'
        union
        select lead_office from tasks where level = '省级'
    ) as launched
    inner join office_names as names
        on launched.lead_office = names.office_text
    group by names.office

)

select
    duties.duty,
    coalesce(
        ref_counties.county, ref_units.unit, launching.lead_office, duties.subject
    ) as subject,
    names.unit,
    duties.state,
    duties.received_on,
    duties.filed_at,
    duties.score,
    duties.score_item,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    duties.source_row
from staged_duties as duties
inner join small_rows as names
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
left join ref_counties
    on names.county_code = ref_counties.county_code
left join ref_units
    on names.unit = ref_units.unit and ref_units.has_target
left join launching
    on names.office = launching.office
