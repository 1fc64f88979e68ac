-- 抽查任务进度 | Tasks: window, rows, last inspection and state of every task.
-- grain:   one row per task with rows in the selection, and per task of its
--          units that is not drawn yet; most overdue first, then by window end
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $is_open
-- columns: task_no, name, level, unit, county, lead_office, exec_office,
--          plan_no, draw_kind, joint, source_system, one_plus_x, drawn_on,
--          window_from_on, window_to_on, row_count, inspected_count,
--          published_count, overdue_count, inspection_rate,
--          last_inspected_on, days_left_count, state
-- rule:    M10, M30: done = every row published, or lawfully not public; 超期 =
--          past 检查止 with rows not inspected; rows of the selection only
-- small:   row_count > inspection_rate; inspected_count > inspection_rate,
--          last_inspected_on; published_count; overdue_count
-- access:  aggregate
with

rows as (

    select
        task_id,
        coalesce(visited_on <= $as_of, false) as is_visited,
        case when visited_on <= $as_of then visited_on end as visited_on,
        coalesce(done_on <= $as_of, false) as is_done,
        coalesce(published_on <= $as_of, false) as is_published
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
        task_id,
        count(*) as row_count,
        count(*) filter (where is_visited) as inspected_count,
        count(*) filter (where is_published) as published_count,
        count(*) filter (where not is_visited) as waiting_count,
        count(*) filter (where not is_done) as open_count,
        max(visited_on) as last_inspected_on
    from rows
    group by task_id

),

tasks as (

    select
        task_summaries.*,
        counted.row_count as chosen_count,
        coalesce(counted.inspected_count, 0) as inspected_count,
        coalesce(counted.published_count, 0) as published_count,
        counted.last_inspected_on,
        case
            when task_summaries.window_to < $as_of then counted.waiting_count
            else 0
        end as overdue_count,
        case
            when counted.task_id is null then '待抽取'
            when counted.open_count = 0 then '已完成'
            when counted.waiting_count = 0 then '待公示'
            when task_summaries.window_to < $as_of then '超期'
            when task_summaries.window_from > $as_of
                and counted.inspected_count = 0 then '待开始'
            else '进行中'
        end as progress_state
    from task_summaries
    left join counted
        on task_summaries.task_id = counted.task_id
    where counted.task_id is not null
        or (
            coalesce(task_summaries.drawn_on > $as_of, true)
            and $kinds is null
            and $tag is null
            and ($units is null or list_contains($units, task_summaries.unit))
            and (
                $counties is null
                or list_contains($counties, task_summaries.county_code)
            )
            and (
                $offices is null
                or list_contains($offices, task_summaries.lead_office)
            )
            and (
                $sources is null
                or list_contains($sources, task_summaries.source_system)
            )
            and (
                $plans is null or list_contains($plans, task_summaries.plan_no)
            )
            and (
                $joints is null or list_contains($joints, task_summaries.joint)
            )
            and (
                $draw_kinds is null
                or list_contains($draw_kinds, task_summaries.draw_kind)
            )
            and (
                $one_plus_x is null
                or coalesce(task_summaries.one_plus_x, false) = $one_plus_x
            )
        )

)

select
    tasks.task_no,
    tasks.name,
    tasks.level,
    tasks.unit,
    ref_counties.county,
    tasks.lead_office,
    tasks.exec_office,
    tasks.plan_no,
    tasks.draw_kind,
    tasks.joint,
    tasks.source_system,
    coalesce(tasks.one_plus_x, false) as one_plus_x,
    case when tasks.drawn_on <= $as_of then tasks.drawn_on end as drawn_on,
    tasks.window_from as window_from_on,
    tasks.window_to as window_to_on,
    coalesce(tasks.chosen_count, 0) as row_count,
    tasks.inspected_count,
    tasks.published_count,
    coalesce(tasks.overdue_count, 0) as overdue_count,
    tasks.inspected_count / nullif(coalesce(tasks.chosen_count, 0), 0)
        as inspection_rate,
    tasks.last_inspected_on,
    date_diff('day', $as_of, tasks.window_to) as days_left_count,
    tasks.progress_state as state
from tasks
left join ref_counties
    on tasks.county_code = ref_counties.county_code
where $is_open is null or $is_open = (tasks.progress_state <> '已完成')
order by
    coalesce(tasks.overdue_count, 0) desc,
    tasks.window_to nulls last,
    tasks.task_no
