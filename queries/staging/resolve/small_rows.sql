-- 小表行 | small rows: the rows of small tables beside what their names mean.
-- grain:   table_name, sheet_no, source_row
-- rule:    one resolver for duties, cases, reported figures and events; the base has
--          a view of its own; the name of a unit of one county is the unit's
create or replace temp view small_rows as
with

spoken as (

    select
        'duties' as table_name,
        sheet_no,
        source_row,
        'subject' as column_name,
        subject as unit_text,
        null as county_text
    from staged_duties
    union all
    select 'cases', sheet_no, source_row, 'unit', unit_text, null
    from staged_cases
    union all
    select 'reported_figures', sheet_no, source_row, 'unit', unit_text, county_text
    from staged_reported_figures
    union all
    select 'events', sheet_no, source_row, 'unit', unit_text, null
    from staged_events
    where unit_text is not null

),

placed as (

    select
        spoken.*,
        areas.unit,
        case
            when spoken.county_text is null
                and as_key(spoken.unit_text) <> counties.county
                and length(units.unit_code) = 6
                then null
            else areas.county_code
        end as county_code,
        areas.office,
        areas.is_county_unknown,
        areas.is_contradiction
    from spoken
    inner join areas
        on
            spoken.unit_text is not distinct from areas.unit_text
            and spoken.county_text is not distinct from areas.county_text
            and areas.county_code_text is null
    left join ref_counties as counties
        on areas.county_code = counties.county_code
    left join ref_units as units
        on areas.unit = units.unit

)

select
    *,
    coalesce(
        county_code,
        case when unit is distinct from '省局本级' then unit end,
        office
    ) as place_key
from placed
