-- 回避登记 | recusals: declared interests, from their own table and from the roster.
-- grain:   inspector_id, entity_id or station, year of export
-- columns: those of queries/canonical/recusals.sql
-- rule:    an entity by code or by its only name, anything else is a station
with

declared as (

    select
        coalesce(places.unit, '未映射') || '-' || recusals.inspector_text as by_number,
        places.unit,
        recusals.inspector_text,
        recusals.recusal_ref,
        coalesce(recusals.uscc, bridges.uscc, recusals.reg_no, owners.code)
            as entity_key,
        recusals.reason,
        recusals.valid_from,
        recusals.valid_to,
        year(sheets.exported_on) as roster_year,
        recusals.sheet_no,
        recusals.source_row
    from staged_recusals as recusals
    inner join sheets
        using (sheet_no)
    left join places
        on recusals.unit_text = places.place_text
    left join bridges
        on recusals.uscc is null and recusals.reg_no = bridges.reg_no
    left join name_owners as owners
        on
            recusals.uscc is null
            and recusals.reg_no is null
            and recusals.name_key = owners.name_key
            and owners.county_code is null
            and year(sheets.exported_on) < owners.until_year

),

-- The person by number, by number with its unit before it, or by the only name.
named as (

    select roster_year, unit, name, min(inspector_id) as inspector_id
    from rosters
    group by roster_year, unit, name
    having count(*) = 1

),

own_table as (

    select
        coalesce(
            numbered.inspector_id,
            prefixed.inspector_id,
            named.inspector_id,
            declared.by_number
        ) as inspector_id,
        entity_keys.entity_id,
        case when entity_keys.entity_id is null then declared.recusal_ref end
            as station,
        declared.reason,
        declared.valid_from,
        declared.valid_to,
        declared.sheet_no,
        declared.source_row
    from declared
    left join rosters as numbered
        on
            declared.by_number = numbered.inspector_id
            and declared.roster_year = numbered.roster_year
    left join rosters as prefixed
        on
            declared.inspector_text = prefixed.inspector_id
            and declared.roster_year = prefixed.roster_year
    left join named
        on
            declared.inspector_text = named.name
            and declared.roster_year = named.roster_year
            and (declared.unit is null or declared.unit = named.unit)
    left join entity_keys
        on declared.entity_key = entity_keys.entity_key

),

roster as (

    select
        inspectors.inspector_id,
        entity_keys.entity_id,
        case when entity_keys.entity_id is null then listed.recusal_ref end as station,
        listed.recusal_reason as reason,
        null::date as valid_from,
        null::date as valid_to,
        listed.sheet_no,
        listed.source_row
    from (
        select
            unnest(as_list(recusal_ref)) as recusal_ref,
            recusal_reason,
            sheet_no,
            source_row
        from staged_inspectors
        where recusal_ref is not null
    ) as listed
    inner join sheets
        using (sheet_no)
    inner join inspectors
        on
            inspectors.source_file = sheets.path
            and inspectors.sheet is not distinct from sheets.sheet
            and inspectors.source_row = listed.source_row
    left join bridges
        on as_code(listed.recusal_ref) = bridges.reg_no
    left join entity_keys
        on entity_keys.entity_key = coalesce(bridges.uscc, as_code(listed.recusal_ref))

)

select
    everyone.inspector_id,
    everyone.entity_id,
    everyone.station,
    everyone.reason,
    everyone.valid_from,
    everyone.valid_to,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    everyone.source_row
from (
    select * from own_table
    union all
    select * from roster
) as everyone
inner join sheets
    using (sheet_no)
