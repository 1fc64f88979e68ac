-- 发起处室职责 | Duty of launching offices: finish by the date, and report.
-- grain:   one row per provincial office that plans or launches, by open rows
-- 粒度:    有计划或任务的省局处室各一行，按未完成户次
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: lead_office, known_plan_count, task_count, row_count,
--          inspected_count, inspection_completion_rate, open_count,
--          overdue_count,
--          last_window_to_on, due_on, report_received_on, report_state
-- rule:    the notice, part 1 (3): launching offices finish by the deadline
--          and hand in 年度抽查工作情况; M10 on their own rows; 未报送 has no row in
--          the table of duties or none received, 未知 one received on a day that
--          no export says, before it counts
-- 规则:    通知第一部分（三）：发起处室在期限前完成，并报送年度抽查工作情况；M10 只
--          计本处室的户次；应交材料表中没有记录或未收到的为未报送，
--          收到而无日期、尚未到可计入之日的为未知
-- small:   row_count > inspection_completion_rate, open_count; inspected_count
--          > inspection_completion_rate, open_count; open_count; overdue_count
-- access:  aggregate
with

counted as (

    select
        lead_office,
        count(distinct task_id) as task_count,
        count(*) as row_count,
        count(*) filter (where is_visited) as inspected_count,
        count(*) filter (where not is_visited) as open_count,
        count(*) filter (where is_overdue) as overdue_count,
        max(window_to) as last_window_to_on
    from drawn_rows(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as rows
    group by lead_office

),

planned as (

    select
        lead_office,
        count(*) as known_plan_count
    from plan_rows
    where level = '省级'
    group by lead_office

)

select
    owed_duties.subject as lead_office,
    coalesce(planned.known_plan_count, 0) as known_plan_count,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    rate(counted.inspected_count, counted.row_count)
        as inspection_completion_rate,
    coalesce(counted.open_count, 0) as open_count,
    coalesce(counted.overdue_count, 0) as overdue_count,
    counted.last_window_to_on,
    owed_duties.due_on,
    case
        when owed_duties.is_dated
            then known_by(owed_duties.received_on, $as_of)
    end as report_received_on,
    case
        when owed_duties.is_received then '已报送'
        when owed_duties.is_unknown then '未知'
        when owed_duties.is_past then '逾期未报送'
        else '未报送'
    end as report_state
from duties_on($as_of, null) as owed_duties
left join counted
    on owed_duties.subject = counted.lead_office
left join planned
    on owed_duties.subject = planned.lead_office
where owed_duties.subject_kind = '处室'
    and owed_duties.duty = '年度抽查工作情况'
    and is_among(owed_duties.subject, $offices)
order by
    coalesce(counted.overdue_count, 0) desc,
    coalesce(counted.open_count, 0) desc,
    owed_duties.subject
