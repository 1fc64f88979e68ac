-- 已检查户数构成 | Inspected, itemised: what stands inside the headline figure.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties
-- columns: unit, checked_count, kept_count, not_found_count, r7_count,
--          r9_count, r10_count, new_count, unregistered_count, late_count,
--          provincial_count
-- rule:    M2: not found = all inspections so far ended in R7, R9 or R10
--          (未实际查到), by code with overlaps; kept = without those that only
--          had R9 or R10; 2022年新设 and not in the register are outside the
--          base; late = first inspected after 10-31; 其中省局实施
-- access:  aggregate
with

entities as (

    select
        unit,
        entity_id,
        min(checked_on) as checked_on,
        min(found_on) as found_on,
        min(kept_on) as kept_on,
        min(provincial_on) as provincial_on,
        bool_or(is_new) as is_new,
        bool_or(is_registered) as is_registered
    from entity_firsts
    where entity_kind = '企业'
        and checked_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, entity_id

),

gone as (

    select
        entities.unit,
        count(distinct entities.entity_id)
            filter (where task_facts.main_result = 'R7') as r7_count,
        count(distinct entities.entity_id)
            filter (where task_facts.main_result = 'R9') as r9_count,
        count(distinct entities.entity_id)
            filter (where task_facts.main_result = 'R10') as r10_count
    from entities
    inner join task_facts
        on entities.unit = task_facts.unit
        and entities.entity_id = task_facts.entity_id
    where (entities.found_on is null or entities.found_on > $as_of)
        and task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
    group by entities.unit

),

counted as (

    select
        entities.unit,
        count(*) as checked_count,
        count(*) filter (where kept_on <= $as_of) as kept_count,
        count(*) filter (where found_on is null or found_on > $as_of)
            as not_found_count,
        count(*) filter (where is_new) as new_count,
        count(*) filter (where not is_registered) as unregistered_count,
        count(*) filter (where checked_on > campaign.deadline_on)
            as late_count,
        count(*) filter (where provincial_on <= $as_of) as provincial_count
    from entities
    cross join campaign
    group by entities.unit

)

select
    counted.unit,
    counted.checked_count,
    counted.kept_count,
    counted.not_found_count,
    coalesce(gone.r7_count, 0) as r7_count,
    coalesce(gone.r9_count, 0) as r9_count,
    coalesce(gone.r10_count, 0) as r10_count,
    counted.new_count,
    counted.unregistered_count,
    counted.late_count,
    counted.provincial_count
from counted
left join gone
    on counted.unit = gone.unit
left join ref_units
    on counted.unit = ref_units.unit
order by ref_units.unit_order nulls last, counted.unit
