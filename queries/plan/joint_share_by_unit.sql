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
    from drawn_rows(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as rows
    group by grouping sets ((unit), ())

)

select
    coalesce(units.unit, counted.unit) as unit,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.joint_task_count, 0) as joint_task_count,
    rate(counted.joint_task_count, counted.task_count) as joint_task_share,
    coalesce(counted.inner_task_count, 0) as inner_task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.joint_row_count, 0) as joint_row_count,
    rate(counted.joint_row_count, counted.row_count) as joint_row_share,
    coalesce(counted.one_plus_x_task_count, 0) as one_plus_x_task_count,
    coalesce(counted.one_plus_x_row_count, 0) as one_plus_x_row_count
from listed_units($units) as units
full join counted
    on units.unit = counted.unit
where units.has_target or counted.unit is not null
order by units.unit_order nulls last
