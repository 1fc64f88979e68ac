-- 发起处室职责 | Duty of launching offices: finish by the date, and report.
-- grain:   one row per provincial office that plans or launches, by open rows
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: lead_office, known_plan_count, task_count, row_count,
--          inspected_count, inspection_completion_rate, open_count,
--          overdue_count,
--          last_window_to_on, due_on, report_received_on, report_state
-- rule:    闽市监信〔2022〕51号 一（三）: launching offices finish by 2022-10-31
--          and hand in 年度抽查工作情况; M10 on their own rows; 未报送 has no row in
--          the table of duties or none received
-- small:   row_count > inspection_completion_rate, open_count; inspected_count
--          > inspection_completion_rate, open_count; open_count; overdue_count
-- access:  aggregate
with

rows as (

    select
        lead_office,
        task_id,
        coalesce(visited_on <= $as_of, false) as is_visited,
        window_to
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
        lead_office,
        count(distinct task_id) as task_count,
        count(*) as row_count,
        count(*) filter (where is_visited) as inspected_count,
        count(*) filter (where not is_visited) as open_count,
        count(*) filter (where not is_visited and window_to < $as_of)
            as overdue_count,
        max(window_to) as last_window_to_on
    from rows
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
    coalesce(counted.inspected_count, 0)
        / nullif(coalesce(counted.row_count, 0), 0)
        as inspection_completion_rate,
    coalesce(counted.open_count, 0) as open_count,
    coalesce(counted.overdue_count, 0) as overdue_count,
    counted.last_window_to_on,
    owed_duties.due_on,
    case
        when owed_duties.received_on <= $as_of then owed_duties.received_on
    end as report_received_on,
    case
        when owed_duties.received_on <= $as_of then '已报送'
        when owed_duties.due_on < $as_of then '逾期未报送'
        else '未报送'
    end as report_state
from owed_duties
left join counted
    on owed_duties.subject = counted.lead_office
left join planned
    on owed_duties.subject = planned.lead_office
where owed_duties.subject_kind = '处室'
    and owed_duties.duty = '年度抽查工作情况'
    and ($offices is null or list_contains($offices, owed_duties.subject))
order by
    coalesce(counted.overdue_count, 0) desc,
    coalesce(counted.open_count, 0) desc,
    owed_duties.subject
