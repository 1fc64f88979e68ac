-- 部门联合占比 | Joint inspections: share of tasks and of rows, and the 1+X flag.
-- grain:   one row per reporting unit in its order; 未映射, then 合计 last
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, task_count, joint_task_count, joint_task_share,
--          inner_task_count, row_count, joint_row_count, joint_row_share,
--          one_plus_x_task_count, one_plus_x_row_count
-- rule:    M19: 跨部门 tasks / tasks with rows in the unit, and their rows; 部门内
--          apart; a task counts in each unit, in 合计 once; notice.md N18: 1+X
--          is a flag only, 口径待省局明确
-- small:   row_count > joint_row_share; joint_row_count > joint_row_share;
--          one_plus_x_row_count
-- access:  aggregate
with

rows as (

    select
        unit,
        task_id,
        joint,
        one_plus_x
    from task_facts
    where drawn_on <= $as_of
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
        coalesce(unit, '合计') as unit,
        count(distinct task_id) as task_count,
        count(distinct task_id) filter (where joint = '跨部门')
            as joint_task_count,
        count(distinct task_id) filter (where joint = '部门内')
            as inner_task_count,
        count(*) as row_count,
        count(*) filter (where joint = '跨部门') as joint_row_count,
        count(distinct task_id) filter (where one_plus_x)
            as one_plus_x_task_count,
        count(*) filter (where one_plus_x) as one_plus_x_row_count
    from rows
    group by grouping sets ((unit), ())

),

parts as (

    select
        unit,
        unit_order
    from ref_units
    where has_target and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        case unit when '合计' then 99 else 98 end as unit_order
    from counted
    where unit in ('未映射', '合计')

)

select
    parts.unit,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.joint_task_count, 0) as joint_task_count,
    coalesce(counted.joint_task_count, 0)
        / nullif(coalesce(counted.task_count, 0), 0) as joint_task_share,
    coalesce(counted.inner_task_count, 0) as inner_task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.joint_row_count, 0) as joint_row_count,
    coalesce(counted.joint_row_count, 0)
        / nullif(coalesce(counted.row_count, 0), 0) as joint_row_share,
    coalesce(counted.one_plus_x_task_count, 0) as one_plus_x_task_count,
    coalesce(counted.one_plus_x_row_count, 0) as one_plus_x_row_count
from parts
left join counted
    on parts.unit = counted.unit
order by parts.unit_order
