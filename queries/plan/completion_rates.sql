-- 三个完成率 | Three completion rates: of plans, of tasks and of inspections.
-- grain:   one row per unit in its order, or per launching office where $by is
--          office, most overdue rows first; 合计 last
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $by
-- columns: part, known_plan_count, done_plan_count, plan_completion_rate,
--          task_count, done_task_count, task_completion_rate, row_count,
--          inspected_count, inspection_completion_rate, overdue_count
-- rule:    M10: plans whose tasks are all done; tasks whose rows are all
--          published (or lawfully not public); rows inspected; M30 overdue; a
--          task counts in each unit it has rows in, in 合计 once; with filters
--          of rows only plans with such rows count
-- small:   row_count > inspection_completion_rate; inspected_count >
--          inspection_completion_rate; overdue_count
-- access:  aggregate
with

rows as (

    select
        case
            when $by = 'office' then coalesce(lead_office, '未注明处室')
            else unit
        end as part,
        task_id,
        plan_no,
        coalesce(visited_on <= $as_of, false) as is_visited,
        coalesce(done_on <= $as_of, false) as is_done,
        window_to < $as_of as is_past
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

tasks as (

    select
        part,
        task_id,
        count(*) as row_count,
        count(*) filter (where is_visited) as inspected_count,
        count(*) filter (where is_past and not is_visited) as overdue_count,
        bool_and(is_done) as is_done
    from rows
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
        bool_and(coalesce(done_on <= $as_of, false)) as is_done
    from task_ends
    group by plan_no

),

plans as (

    select
        case
            when $by = 'office'
                then coalesce(plan_rows.lead_office, '未注明处室')
            else plan_rows.unit
        end as part,
        coalesce(plan_states.is_done, false) as is_done
    from plan_rows
    left join plan_states
        on plan_rows.plan_no = plan_states.plan_no
    where ($units is null or list_contains($units, plan_rows.unit))
        and (
            $counties is null or list_contains($counties, plan_rows.county_code)
        )
        and ($offices is null or list_contains($offices, plan_rows.lead_office))
        and ($plans is null or list_contains($plans, plan_rows.plan_no))
        and ($joints is null or list_contains($joints, plan_rows.joint))
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, plan_rows.draw_kind)
        )
        and (
            coalesce($kinds, $sources) is null
            and $one_plus_x is null
            and $tag is null
            or plan_rows.plan_no in (select rows.plan_no from rows)
        )

),

plan_parts as (

    select
        coalesce(part, '合计') as part,
        count(*) as known_plan_count,
        count(*) filter (where is_done) as done_plan_count
    from plans
    group by grouping sets ((part), ())

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
    joined.done_plan_count / nullif(joined.known_plan_count, 0)
        as plan_completion_rate,
    joined.task_count,
    joined.done_task_count,
    joined.done_task_count / nullif(joined.task_count, 0)
        as task_completion_rate,
    joined.row_count,
    joined.inspected_count,
    joined.inspected_count / nullif(joined.row_count, 0)
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
