-- 检查人员 | row inspectors: the persons of a task row by their number on the roster.
-- grain:   task_no, entity_id
-- rule:    a name counts where only one person of the county, or of the unit, bears
--          it on the roster of the row's export year
create or replace temp table row_inspectors as
with

spoken as (

    select
        names.task_no,
        names.entity_id,
        names.person,
        names.roster_year,
        places.unit,
        places.county_code
    from (
        select
            results.task_no,
            ids.entity_id,
            results.check_org,
            year(sheets.exported_on) as roster_year,
            unnest(results.inspector_names) as person
        from staged_inspection_results as results
        inner join ids_inspection_results as ids
            using (sheet_no, source_row)
        inner join sheets
            using (sheet_no)
    ) as names
    inner join places
        on names.check_org = places.place_text

),

of_county as (

    select
        roster_year,
        unit,
        county_code,
        name,
        min(inspector_id) as inspector_id
    from rosters
    group by roster_year, unit, county_code, name
    having count(*) = 1

),

of_unit as (

    select roster_year, unit, name, min(inspector_id) as inspector_id
    from rosters
    group by roster_year, unit, name
    having count(*) = 1

)

select
    spoken.task_no,
    spoken.entity_id,
    list(
        distinct coalesce(of_county.inspector_id, of_unit.inspector_id)
        order by coalesce(of_county.inspector_id, of_unit.inspector_id)
    ) as inspector_ids
from spoken
left join of_county
    on
        spoken.roster_year = of_county.roster_year
        and spoken.unit = of_county.unit
        and spoken.county_code is not distinct from of_county.county_code
        and spoken.person = of_county.name
left join of_unit
    on
        spoken.roster_year = of_unit.roster_year
        and spoken.unit = of_unit.unit
        and spoken.person = of_unit.name
where coalesce(of_county.inspector_id, of_unit.inspector_id) is not null
group by spoken.task_no, spoken.entity_id
