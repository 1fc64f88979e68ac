-- 公示率与按时公示率 | Publicity: what is published, and what of it in time.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, inspected_count, withheld_count, published_count,
--          publicity_rate, due_count, on_time_count, on_time_rate,
--          overdue_count, undated_count
-- rule:    M11: published rows / rows inspected minus 不予公示 with a reason; M12:
--          rows whose 20 working days have run by the as-of date; published
--          without a date: inside M11, outside M12
-- small:   inspected_count > publicity_rate; withheld_count > publicity_rate;
--          published_count > publicity_rate; due_count > on_time_rate;
--          on_time_count > on_time_rate; overdue_count; undated_count
-- access:  aggregate
with

chosen as (

    select
        unit,
        published_on <= $as_of as is_published,
        has_publication_date,
        published_on is not null and not has_publication_date as is_undated,
        coalesce(
            pub_state = '不予公示' and not_public_reason is not null, false
        ) as is_withheld,
        publication_due_on,
        published_on
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

counted as (

    select
        unit,
        count(*) as inspected_count,
        count(*) filter (where is_withheld) as withheld_count,
        count(*) filter (where is_published and not is_withheld)
            as published_count,
        count(*) filter (
            where publication_due_on <= $as_of
                and not is_withheld
                and not is_undated
        ) as due_count,
        count(*) filter (
            where publication_due_on <= $as_of
                and not is_withheld
                and not is_undated
                and published_on <= publication_due_on
        ) as on_time_count,
        count(*) filter (
            where publication_due_on < $as_of
                and not is_withheld
                and not is_undated
                and not coalesce(is_published, false)
        ) as overdue_count,
        count(*) filter (where is_published and is_undated) as undated_count
    from chosen
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
    coalesce(counted.inspected_count, 0) as inspected_count,
    coalesce(counted.withheld_count, 0) as withheld_count,
    coalesce(counted.published_count, 0) as published_count,
    counted.published_count
        / nullif(counted.inspected_count - counted.withheld_count, 0)
        as publicity_rate,
    coalesce(counted.due_count, 0) as due_count,
    coalesce(counted.on_time_count, 0) as on_time_count,
    counted.on_time_count / nullif(counted.due_count, 0) as on_time_rate,
    coalesce(counted.overdue_count, 0) as overdue_count,
    coalesce(counted.undated_count, 0) as undated_count
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
