-- 重复安排：处室对 | Overlaps by office pair: who has drawn the same firms as whom.
-- grain:   one row per pair of launching offices and levels, most firms first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: first_office, second_office, first_level, second_level,
--          is_across_systems, task_pair_count, entity_count, same_item_count
-- rule:    notice.md N4, see overlap_totals; the order of two offices does not
--          matter; 未注明处室 where a task names none
-- small:   entity_count; same_item_count
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

ordered as (

    select
        entity_id,
        first_task_id,
        second_task_id,
        has_same_item,
        is_across_systems,
        coalesce(first_office, '未注明处室') as office_a,
        coalesce(second_office, '未注明处室') as office_b,
        first_level as level_a,
        second_level as level_b,
        coalesce(first_office, '未注明处室')
            <= coalesce(second_office, '未注明处室') as is_in_order
    from waiting

)

select
    if(is_in_order, office_a, office_b) as first_office,
    if(is_in_order, office_b, office_a) as second_office,
    if(is_in_order, level_a, level_b) as first_level,
    if(is_in_order, level_b, level_a) as second_level,
    is_across_systems,
    count(distinct (first_task_id, second_task_id)) as task_pair_count,
    count(distinct entity_id) as entity_count,
    count(distinct entity_id) filter (where has_same_item) as same_item_count
from ordered
group by
    if(is_in_order, office_a, office_b),
    if(is_in_order, office_b, office_a),
    if(is_in_order, level_a, level_b),
    if(is_in_order, level_b, level_a),
    is_across_systems
order by
    entity_count desc, first_office, second_office, first_level, second_level
