-- 部门联合占比 | Joint inspections: share of tasks and of rows, and the 1+X flag.
-- grain:   one row per reporting unit in its order; 未映射, then 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；其后为未映射，合计在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, task_count, joint_task_count, joint_task_share,
--          inner_task_count, row_count, joint_row_count, joint_row_share,
--          one_plus_x_task_count, one_plus_x_row_count
-- rule:    M19: 跨部门 tasks / tasks with rows in the unit, and their rows; 部门内
--          apart; a task counts in each unit, in 合计 once; 1+X is a flag only,
--          until the bureau says what it means
-- 规则:    M19：跨部门任务÷在该单位有户次的任务，及其户次；部门内另列；任务在每个
--          单位各计一次，合计只计一次；1+X 只作标记，口径待省局明确
-- small:   row_count > joint_row_share; joint_row_count > joint_row_share;
--          one_plus_x_row_count
-- access:  aggregate
with

tasks as (

    select
        unit,
        task_id,
        joint,
        one_plus_x,
        count(*) as row_count
    from drawn_rows(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    group by grouping sets (
        (unit, task_id, joint, one_plus_x), (task_id, joint, one_plus_x)
    )

),

counted as (

    select
        coalesce(unit, '合计') as part,
        count(*) as task_count,
        count(*) filter (where joint = '跨部门') as joint_task_count,
        count(*) filter (where joint = '部门内') as inner_task_count,
        sum(row_count)::bigint as row_count,
        sum(if(joint = '跨部门', row_count, 0))::bigint as joint_row_count,
        count(*) filter (where one_plus_x) as one_plus_x_task_count,
        sum(if(one_plus_x, row_count, 0))::bigint as one_plus_x_row_count
    from tasks
    group by coalesce(unit, '合计')

),

parts as (

    select unit as part, unit_order, has_target as is_listed
    from listed_units($units)
    union all
    select '合计' as part, null::integer as unit_order, true as is_listed

)

select
    parts.part as unit,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.joint_task_count, 0) as joint_task_count,
    rate(counted.joint_task_count, counted.task_count) as joint_task_share,
    coalesce(counted.inner_task_count, 0) as inner_task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.joint_row_count, 0) as joint_row_count,
    rate(counted.joint_row_count, counted.row_count) as joint_row_share,
    coalesce(counted.one_plus_x_task_count, 0) as one_plus_x_task_count,
    coalesce(counted.one_plus_x_row_count, 0) as one_plus_x_row_count
from parts
left join counted
    on parts.part = counted.part
where parts.is_listed or counted.part is not null
order by parts.unit_order nulls last
