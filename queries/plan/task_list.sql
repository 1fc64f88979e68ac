-- 抽查任务进度 | Tasks: window, rows, last inspection and state of every task.
-- grain:   one row per task with rows in the selection, and per task of its
--          units that is not drawn yet; most overdue first, then by window end
-- 粒度:    所选范围内有户次的任务各一行，所选单位未抽取的任务也各一行；超期多的
--          在前，其后按期限止
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $is_open
-- columns: task_no, name, level, unit, county, lead_office, exec_office,
--          plan_no, draw_kind, joint, source_system, one_plus_x, drawn_on,
--          window_from_on, window_to_on, row_count, inspected_count,
--          published_count, overdue_count, inspection_rate,
--          last_inspected_on, days_left_count, state
-- rule:    M10, M30: done = every row published, or lawfully not public; 超期 =
--          past 检查止 with rows not inspected; rows of the selection only
-- 规则:    M10、M30：各户均已公示（或依法不予公示）为已完成；已过检查止仍有未检查的
--          为超期；只计所选范围内的户次
-- small:   row_count > inspection_rate; inspected_count > inspection_rate,
--          last_inspected_on; published_count; overdue_count
-- sums:    row_count, inspected_count, published_count, overdue_count
-- access:  aggregate
with

tasks as (

    select
        task_summaries.*,
        coalesce(counted.row_count, 0) as chosen_count,
        coalesce(counted.inspected_count, 0) as inspected_count,
        coalesce(counted.published_count, 0) as published_count,
        coalesce(counted.overdue_count, 0) as overdue_count,
        counted.last_inspected_on,
        case
            when counted.task_id is null then '待抽取'
            when counted.done_count = counted.row_count then '已完成'
            when counted.inspected_count = counted.row_count then '待公示'
            when task_summaries.window_to < $as_of then '超期'
            when task_summaries.window_from > $as_of
                and counted.inspected_count = 0 then '待开始'
            else '进行中'
        end as progress_state
    from task_summaries
    left join task_counts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as counted
        on task_summaries.task_id = counted.task_id
    where counted.task_id is not null
        or (
            coalesce(task_summaries.drawn_on > $as_of, true)
            and $kinds is null
            and $tag is null
            and is_among(task_summaries.unit, $units)
            and is_among(task_summaries.county_code, $counties)
            and is_among(task_summaries.lead_office, $offices)
            and is_among(task_summaries.source_system, $sources)
            and is_among(task_summaries.plan_no, $plans)
            and is_among(task_summaries.joint, $joints)
            and is_among(task_summaries.draw_kind, $draw_kinds)
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
    known_by(tasks.drawn_on, $as_of) as drawn_on,
    tasks.window_from as window_from_on,
    tasks.window_to as window_to_on,
    tasks.chosen_count as row_count,
    tasks.inspected_count,
    tasks.published_count,
    tasks.overdue_count,
    rate(tasks.inspected_count, tasks.chosen_count) as inspection_rate,
    tasks.last_inspected_on,
    date_diff('day', $as_of, tasks.window_to) as days_left_count,
    tasks.progress_state as state
from tasks
left join ref_counties
    on tasks.county_code = ref_counties.county_code
where $is_open is null or $is_open = (tasks.progress_state <> '已完成')
order by
    tasks.overdue_count desc,
    tasks.progress_state = '已完成',
    tasks.window_to nulls last,
    tasks.task_no
