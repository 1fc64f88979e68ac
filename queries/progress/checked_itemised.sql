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
-- small:   checked_count; kept_count; not_found_count; r7_count; r9_count;
--          r10_count; new_count; unregistered_count; late_count;
--          provincial_count
-- parts:   kept_count + not_found_count; r7_count + r9_count + r10_count
-- access:  aggregate
with

firsts as (

    select
        unit,
        stage,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in (
            'checked', 'found', 'kept', 'new', 'unregistered',
            'provincial'
        )
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        stage,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in (
            'checked', 'found', 'kept', 'new', 'unregistered',
            'provincial'
        )
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, stage, entity_id

),

gone as (

    select
        task_facts.unit,
        count(distinct task_facts.entity_id)
            filter (where task_facts.main_result = 'R7') as r7_count,
        count(distinct task_facts.entity_id)
            filter (where task_facts.main_result = 'R9') as r9_count,
        count(distinct task_facts.entity_id)
            filter (where task_facts.main_result = 'R10') as r10_count
    from task_facts
    where task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
        and task_facts.entity_kind = '企业'
        and task_facts.main_result in ('R7', 'R9', 'R10')
        and ($units is null or list_contains($units, task_facts.unit))
        and (
            $counties is null
            or list_contains($counties, task_facts.county_code)
        )
        and not exists (
            select 1
            from entity_firsts
            where entity_firsts.entity_id = task_facts.entity_id
                and entity_firsts.unit = task_facts.unit
                and entity_firsts.found_on <= $as_of
                and (
                    $counties is null
                    or list_contains($counties, entity_firsts.county_code)
                )
        )
    group by task_facts.unit

),

late as (

    select
        firsts.unit,
        sum(firsts.entity_count)::bigint as late_count
    from firsts
    inner join campaign
        on firsts.first_on > campaign.deadline_on
    where firsts.stage = 'checked'
    group by firsts.unit

),

counted as (

    select
        unit,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'found'))::bigint
            as found_count,
        (sum(entity_count) filter (where stage = 'kept'))::bigint as kept_count,
        (sum(entity_count) filter (where stage = 'new'))::bigint as new_count,
        (sum(entity_count) filter (where stage = 'unregistered'))::bigint
            as unregistered_count,
        (sum(entity_count) filter (where stage = 'provincial'))::bigint
            as provincial_count
    from firsts
    group by unit

),

units as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        99 as unit_order
    from counted
    where unit = '未映射'

)

select
    units.unit,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.kept_count, 0) as kept_count,
    coalesce(counted.checked_count - coalesce(counted.found_count, 0), 0)
        as not_found_count,
    coalesce(gone.r7_count, 0) as r7_count,
    coalesce(gone.r9_count, 0) as r9_count,
    coalesce(gone.r10_count, 0) as r10_count,
    coalesce(counted.new_count, 0) as new_count,
    coalesce(counted.unregistered_count, 0) as unregistered_count,
    coalesce(late.late_count, 0) as late_count,
    coalesce(counted.provincial_count, 0) as provincial_count
from units
left join counted
    on units.unit = counted.unit
left join gone
    on units.unit = gone.unit
left join late
    on units.unit = late.unit
order by units.unit_order
