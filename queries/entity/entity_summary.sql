-- 检查对象概况 | Entity: who it is, and how often it was visited this year.
-- grain:   one row, none where there is no such entity in scope
-- params:  $as_of, $units, $entity_id
-- columns: entity_id, entity_code, uscc, reg_no, name, entity_kind, unit,
--          county, station, reg_status, established_on, in_register,
--          task_count, inspected_count, office_count, shortest_gap_days,
--          window_days, is_repeated, open_disposal_count, source_file, sheet,
--          source_row
-- rule:    M20 for one entity: inspections by any office up to the as-of date;
--          repeated = two of them within N days (parameters.csv)
-- access:  named
with

visits as (

    select
        task_facts.lead_office,
        task_facts.drawn_on <= $as_of as is_drawn,
        task_facts.is_inspected and task_facts.inspected_on <= $as_of
            as is_done,
        case
            when task_facts.is_inspected and task_facts.inspected_on <= $as_of
                then task_facts.inspected_on
        end as visited_on,
        task_facts.is_problem
            and task_facts.needs_disposal
            and coalesce(task_facts.closed_on > $as_of, true) as is_open
    from task_facts
    where task_facts.entity_id = cast($entity_id as integer)

),

gaps as (

    select
        *,
        visited_on - lag(visited_on) over (order by visited_on) as gap_days
    from visits
    where is_drawn

),

counted as (

    select
        count(*) as task_count,
        count(*) filter (where is_done) as inspected_count,
        count(distinct lead_office) filter (where is_done) as office_count,
        min(gap_days) filter (where is_done) as shortest_gap_days,
        count(*) filter (where is_done and is_open) as open_disposal_count
    from gaps

)

select
    entity_register.entity_id,
    coalesce(entity_register.uscc, entity_register.reg_no) as entity_code,
    entity_register.uscc,
    entity_register.reg_no,
    entity_register.name,
    entity_register.entity_kind,
    entity_register.unit,
    ref_counties.county,
    entity_register.station,
    entity_register.reg_status,
    entity_register.established_on,
    entity_register.in_register,
    counted.task_count,
    counted.inspected_count,
    counted.office_count,
    counted.shortest_gap_days,
    ref_parameters.parameter_value::bigint as window_days,
    coalesce(
        counted.shortest_gap_days <= ref_parameters.parameter_value, false
    ) as is_repeated,
    counted.open_disposal_count,
    entity_register.source_file,
    entity_register.sheet,
    entity_register.source_row
from entity_register
cross join counted
inner join ref_parameters
    on ref_parameters.parameter = 'repeat_window_days'
left join ref_counties
    on entity_register.county_code = ref_counties.county_code
where entity_register.entity_id = cast($entity_id as integer)
    and ($units is null or list_contains($units, entity_register.unit))
