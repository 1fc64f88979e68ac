-- 检查对象概况 | Entity: who it is, and how often it was visited this year.
-- grain:   one row, none where there is no such entity in scope
-- 粒度:    一行；范围内没有该主体时没有
-- params:  $as_of, $units, $entity_id
-- columns: entity_id, entity_code, uscc, reg_no, name, entity_kind, unit,
--          county, station, reg_status, established_on, in_register,
--          task_count, inspected_count, office_count, shortest_gap_days,
--          window_days, is_repeated, open_disposal_count, source_file, sheet,
--          source_row
-- rule:    M20 for one entity: inspections by any office up to the as-of date;
--          repeated = two of them within the set days, a parameter of the
--          snapshot
-- 规则:    只算该对象的 M20：截至统计日各处室的检查；两次相距不超过窗口天数（快照参数）
--          为重复
-- access:  named
with

visited as (

    select
        lead_office,
        is_checked,
        is_checked and is_problem and needs_disposal and not is_by(
            closed_on, $as_of
        ) as is_open,
        if(is_checked, inspected_on, null) as checked_on,
        checked_on - lag(checked_on) over (order by checked_on) as gap_days
    from drawn_rows($as_of)
    where entity_id = cast($entity_id as integer)

),

counted as (

    select
        count(*) as task_count,
        count(*) filter (where is_checked) as inspected_count,
        count(distinct lead_office) filter (where is_checked) as office_count,
        min(gap_days) filter (where is_checked) as shortest_gap_days,
        count(*) filter (where is_open) as open_disposal_count
    from visited

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
    rules.repeat_window_days as window_days,
    coalesce(counted.shortest_gap_days <= rules.repeat_window_days, false)
        as is_repeated,
    counted.open_disposal_count,
    entity_register.source_file,
    entity_register.sheet,
    entity_register.source_row
from entity_register
cross join counted
cross join rules
left join ref_counties
    on entity_register.county_code = ref_counties.county_code
where entity_register.entity_id = cast($entity_id as integer)
    and is_among(entity_register.unit, $units)
