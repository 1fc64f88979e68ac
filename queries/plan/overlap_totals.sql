-- 重复安排概况 | Overlaps before the visit: firms waiting in two tasks at once.
-- grain:   one row
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: window_days, entity_count, saved_visit_count, across_offices_count,
--          across_systems_count, same_item_count
-- rule:    notice.md N4: drawn in two tasks whose windows lie within N days and
--          inspected in neither; saved = tasks of an entity minus one; N from
--          data/reference/parameters.csv unless $days is given; a pair belongs
--          to a selection when one of its rows does
-- small:   entity_count; saved_visit_count; across_offices_count;
--          across_systems_count; same_item_count
-- access:  aggregate
with

waiting as (

    select *
    from entity_task_pairs
    inner join ref_parameters
        on ref_parameters.parameter = 'repeat_window_days'
    where drawn_on <= $as_of
        and (first_inspected_on is null or first_inspected_on > $as_of)
        and (second_inspected_on is null or second_inspected_on > $as_of)
        and window_gap_days <= coalesce($days, parameter_value)
        and (
            $units is null
            or list_contains($units, first_unit)
            or list_contains($units, second_unit)
        )
        and (
            $counties is null
            or list_contains($counties, first_county_code)
            or list_contains($counties, second_county_code)
        )
        and (
            $offices is null
            or list_contains($offices, first_office)
            or list_contains($offices, second_office)
        )
        and ($kinds is null or list_contains($kinds, entity_kind))
        and (
            $sources is null
            or list_contains($sources, first_source)
            or list_contains($sources, second_source)
        )
        and (
            $plans is null
            or list_contains($plans, first_plan_no)
            or list_contains($plans, second_plan_no)
        )
        and (
            $joints is null
            or list_contains($joints, first_joint)
            or list_contains($joints, second_joint)
        )
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, first_draw_kind)
            or list_contains($draw_kinds, second_draw_kind)
        )
        and ($one_plus_x is null or one_plus_x = $one_plus_x)

),

sides as (

    select
        entity_id,
        first_task_id as task_id
    from waiting
    union
    select
        entity_id,
        second_task_id as task_id
    from waiting

),

visits_of_entities as (

    select
        entity_id,
        count(*) as task_count
    from sides
    group by entity_id

)

select
    max(coalesce($days, ref_parameters.parameter_value))::bigint as window_days,
    (select count(*) from visits_of_entities) as entity_count,
    (
        select coalesce(sum(task_count - 1), 0)::bigint
        from visits_of_entities
    ) as saved_visit_count,
    (
        select count(distinct entity_id)
        from waiting
        where first_office is distinct from second_office
    ) as across_offices_count,
    (
        select count(distinct entity_id)
        from waiting
        where is_across_systems
    ) as across_systems_count,
    (
        select count(distinct entity_id)
        from waiting
        where has_same_item
    ) as same_item_count
from ref_parameters
where parameter = 'repeat_window_days'
