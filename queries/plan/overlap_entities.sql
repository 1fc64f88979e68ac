-- 重复安排名单 | Overlap list: the firms that two tasks wait for.
-- grain:   one row per entity and pair of tasks, by tasks and code
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: uscc, reg_no, name, unit, first_task_no, second_task_no,
--          first_office, second_office, has_same_item, joint_to_on
-- rule:    notice.md N4, see overlap_totals
-- access:  named
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

)

select
    drawn_entities.uscc,
    drawn_entities.reg_no,
    drawn_entities.name,
    waiting.first_unit as unit,
    first_tasks.task_no as first_task_no,
    second_tasks.task_no as second_task_no,
    waiting.first_office,
    waiting.second_office,
    waiting.has_same_item,
    waiting.joint_to_on
from waiting
inner join task_summaries as first_tasks
    on waiting.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on waiting.second_task_id = second_tasks.task_id
inner join drawn_entities
    on waiting.entity_id = drawn_entities.entity_id
order by
    first_task_no, second_task_no, drawn_entities.uscc, drawn_entities.reg_no
