-- 合并检查建议 | Proposals to merge: two tasks, the firms both have, one visit.
-- grain:   one row per pair of tasks, most saved visits first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $days
-- columns: unit, first_task_no, second_task_no, first_name, second_name,
--          first_office, second_office, first_level, second_level,
--          is_across_systems, saved_visit_count, shared_share,
--          same_item_count, joint_from_on, joint_to_on
-- rule:    notice.md N4, see overlap_totals: a visit is saved per firm
--          inspected for both tasks at once; share of the smaller task's
--          rows; the days both windows are open, none where they only lie near
-- small:   saved_visit_count > shared_share; same_item_count
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

pairs as (

    select
        first_task_id,
        second_task_id,
        min(first_unit) as unit,
        count(*) as saved_visit_count,
        count(*) filter (where has_same_item) as same_item_count,
        bool_or(is_across_systems) as is_across_systems,
        min(joint_from_on) as joint_from_on,
        min(joint_to_on) as joint_to_on
    from waiting
    group by first_task_id, second_task_id

)

select
    pairs.unit,
    first_tasks.task_no as first_task_no,
    second_tasks.task_no as second_task_no,
    first_tasks.name as first_name,
    second_tasks.name as second_name,
    first_tasks.lead_office as first_office,
    second_tasks.lead_office as second_office,
    first_tasks.level as first_level,
    second_tasks.level as second_level,
    pairs.is_across_systems,
    pairs.saved_visit_count,
    pairs.saved_visit_count
        / least(first_tasks.row_count, second_tasks.row_count)
        as shared_share,
    pairs.same_item_count,
    case
        when pairs.joint_from_on <= pairs.joint_to_on
            then greatest(pairs.joint_from_on, $as_of::date)
    end as joint_from_on,
    case
        when pairs.joint_from_on <= pairs.joint_to_on then pairs.joint_to_on
    end as joint_to_on
from pairs
inner join task_summaries as first_tasks
    on pairs.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on pairs.second_task_id = second_tasks.task_id
order by pairs.saved_visit_count desc, first_task_no, second_task_no
