-- 三个完成率 | Three completion rates: of plans, of tasks and of inspections.
-- grain:   one row per unit in its order, or per launching office where $by is
--          office, most overdue rows first; 合计 last
-- 粒度:    每个单位一行，按固定顺序；$by 为 office 时每个发起处室一行，超期多的
--          在前；合计在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $by
-- columns: part, known_plan_count, done_plan_count, plan_completion_rate,
--          task_count, done_task_count, task_completion_rate, row_count,
--          inspected_count, inspection_completion_rate, overdue_count
-- rule:    M10: plans whose tasks are all done; tasks whose rows are all
--          published (or lawfully not public); rows inspected; M30 overdue; a
--          task counts in each unit it has rows in, in 合计 once; with filters
--          of rows only plans with such rows count
-- 规则:    M10：任务全部完成的计划；各户均已公示（或依法不予公示）的任务；已检查
--          的户次；M30 超期；任务在有户次的每个单位各计一次，合计只计一次；按户
--          次筛选时，只计有这类户次的计划
-- small:   row_count > inspection_completion_rate; inspected_count >
--          inspection_completion_rate; overdue_count
-- access:  aggregate
with

cells as (

    select
        *,
        if($by = 'office', coalesce(lead_office, '未注明处室'), unit) as part
    from task_cells(
        $as_of, $units, $counties, $offices, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x, $tag
    )
    where is_among(entity_kind, $kinds)

),

tasks as (

    select
        part,
        task_id,
        sum(row_count) as row_count,
        sum(inspected_count) as inspected_count,
        sum(overdue_count) as overdue_count,
        bool_and(is_done) as is_done
    from cells
    group by grouping sets ((part, task_id), (task_id))

),

task_parts as (

    select
        coalesce(part, '合计') as part,
        count(*) as task_count,
        count(*) filter (where is_done) as done_task_count,
        sum(row_count)::bigint as row_count,
        sum(inspected_count)::bigint as inspected_count,
        sum(overdue_count)::bigint as overdue_count
    from tasks
    group by coalesce(part, '合计')

),

plan_states as (

    select
        plan_no,
        bool_and(is_by(done_on, $as_of)) as is_done
    from task_ends
    group by plan_no

),

plan_parts as (

    select
        if(
            $by = 'office',
            coalesce(plans.lead_office, '未注明处室'),
            plans.unit
        ) as office_or_unit,
        coalesce(office_or_unit, '合计') as part,
        count(*) as known_plan_count,
        count(*) filter (where plan_states.is_done) as done_plan_count
    from chosen_plans(
        $units, $counties, $offices, $plans, $joints, $draw_kinds
    ) as plans
    left join plan_states
        on plans.plan_no = plan_states.plan_no
    where coalesce($kinds, $sources) is null
        and $one_plus_x is null
        and $tag is null
        or plans.plan_no in (select cells.plan_no from cells)
    group by grouping sets ((office_or_unit), ())

),

joined as (

    select
        coalesce(task_parts.part, plan_parts.part) as part,
        coalesce(plan_parts.known_plan_count, 0) as known_plan_count,
        coalesce(plan_parts.done_plan_count, 0) as done_plan_count,
        coalesce(task_parts.task_count, 0) as task_count,
        coalesce(task_parts.done_task_count, 0) as done_task_count,
        coalesce(task_parts.row_count, 0) as row_count,
        coalesce(task_parts.inspected_count, 0) as inspected_count,
        coalesce(task_parts.overdue_count, 0) as overdue_count
    from task_parts
    full join plan_parts
        on task_parts.part = plan_parts.part

)

select
    joined.part,
    joined.known_plan_count,
    joined.done_plan_count,
    rate(joined.done_plan_count, joined.known_plan_count)
        as plan_completion_rate,
    joined.task_count,
    joined.done_task_count,
    rate(joined.done_task_count, joined.task_count) as task_completion_rate,
    joined.row_count,
    joined.inspected_count,
    rate(joined.inspected_count, joined.row_count)
        as inspection_completion_rate,
    joined.overdue_count
from joined
left join ref_units
    on joined.part = ref_units.unit
order by
    joined.part = '合计',
    ref_units.unit_order nulls last,
    if($by = 'office', joined.overdue_count, null) desc nulls last,
    joined.part
