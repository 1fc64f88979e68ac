-- 报送 | sent units: of which units a file holds rows in force.
-- grain:   file, sheet, unit
-- columns: those of queries/canonical/sent_units.sql
-- rule:    a row is of the unit that its figures count for, a recusal of that of its
--          inspector, a penalty or entry of a list of that of its entity; plans, items
--          and events without a unit are those of the province; rows that a later file
--          replaced are that file's
with

-- What the latest year knew: a row that no later one follows.
entity_units as (

    select entity_id, unit
    from entities
    where until_year is null

),

rows_of_units as (

    select ids.sheet_no, ids.unit, null::date as fact_on
    from ids_register as ids
    semi join staged_register
        using (sheet_no, source_row)
    union all
    select ids.sheet_no, entity_units.unit, classes.class_on
    from ids_class_history as ids
    inner join staged_class_history as classes
        using (sheet_no, source_row)
    inner join entity_units
        using (entity_id)
    union all
    select ids.sheet_no, task_rows.unit, results.inspected_on
    from ids_inspection_results as ids
    inner join staged_inspection_results as results
        using (sheet_no, source_row)
    inner join task_rows
        on results.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id
    union all
    select ids.sheet_no, task_rows.unit, publicity.published_on
    from ids_publicity as ids
    inner join staged_publicity as publicity
        using (sheet_no, source_row)
    inner join task_rows
        on publicity.task_no = task_rows.task_no and ids.entity_id = task_rows.entity_id
    union all
    select sheets.sheet_no, made.unit, made.fact_on
    from (
        select source_file, sheet, unit, drawn_on as fact_on
        from tasks
        union all
        select source_file, sheet, coalesce(unit, '省局本级'), null
        from plans
        union all
        select source_file, sheet, coalesce(unit, '省局本级'), happened_on
        from events
        union all
        select source_file, sheet, unit, null
        from inspectors
        union all
        select source_file, sheet, unit, null
        from duties
        union all
        select source_file, sheet, unit, publicised_on
        from cases
        union all
        select source_file, sheet, unit, as_of
        from reported_figures
        union all
        select source_file, sheet, unit, year_end
        from stock
    ) as made
    inner join sheets
        on made.source_file = sheets.path and made.sheet = sheets.sheet
    union all
    select sheets.sheet_no, entity_units.unit, follow_ups.happened_on
    from follow_ups
    inner join sheets
        on follow_ups.source_file = sheets.path and follow_ups.sheet = sheets.sheet
    inner join entity_units
        using (entity_id)
    union all
    select sheets.sheet_no, employed.unit, null
    from recusals
    inner join sheets
        on
            recusals.source_file = sheets.path
            and recusals.sheet = sheets.sheet
            and sheets.table_name = 'recusals'
    left join (select distinct inspector_id, unit from inspectors) as employed
        using (inspector_id)
    union all
    select items.sheet_no, coalesce(places.unit, '省局本级'), null
    from staged_items as items
    left join places
        on items.issuer = places.place_text

)

select
    sheets.path as file,
    sheets.sheet,
    sheets.table_name,
    coalesce(rows_of_units.unit, '未映射') as unit,
    sheets.exported_on,
    max(rows_of_units.fact_on) as last_fact_on,
    count(*) as row_count
from rows_of_units
inner join sheets
    using (sheet_no)
group by
    sheets.path,
    sheets.sheet,
    sheets.table_name,
    coalesce(rows_of_units.unit, '未映射'),
    sheets.exported_on
