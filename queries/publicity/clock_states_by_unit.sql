-- 期限状态 | Clocks by unit: what is not due, due today, overdue, or without dates.
-- grain:   clock, unit in its order; 合计 of the selection first
-- 粒度:    每种时限、每个单位一行，按固定顺序；所选合计在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: clock, start_event, limit_days, day_kind, clock_status, basis,
--          unit, is_total, row_count, in_time_count, done_late_count,
--          early_count, not_due_count, due_today_count, overdue_count,
--          no_start_count, undated_count, waived_count, done_count,
--          unfinished_count
-- rule:    today is the as-of date; every row is in one state; early is apart
--          from in time; without start (起算日不明) or limit nothing is overdue;
--          rows without start count at the data date; limits and their basis
--          are those of the list of time limits
-- 规则:    今日指截止日；每行只处于一种状态；提前另列，不算按时；
--          起算日不明或未规定天数的不判逾期；没有起算日的行自数据日起计入；
--          期限及依据见期限表
-- small:   row_count; in_time_count; done_late_count; early_count;
--          not_due_count; due_today_count; overdue_count; no_start_count;
--          undated_count; waived_count; done_count; unfinished_count
-- parts:   done_count + unfinished_count; in_time_count + done_late_count +
--          early_count + undated_count; not_due_count + due_today_count +
--          overdue_count + no_start_count
-- access:  aggregate
with

stated as (

    select
        clocks.clock,
        clocks.unit,
        case
            when is_waived then 'waived'
            when is_undated then 'undated'
            when is_early and is_done then 'early'
            when start_on is null and not is_done then 'no_start'
            when is_done and due_on is null then 'done'
            when is_done and done_on <= due_on then 'in_time'
            when is_done then 'late'
            when due_on is null then 'open'
            when due_on > $as_of then 'not_due'
            when due_on = $as_of then 'due_today'
            else 'overdue'
        end as state
    from clocks_on(
        $as_of, null, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as clocks
    cross join campaign
    where coalesce(start_on, inspected_on, campaign.data_date) <= $as_of

),

counted as (

    select
        clock,
        coalesce(unit, '合计') as unit,
        grouping(unit) = 1 as is_total,
        count(*) as row_count,
        count(*) filter (where state = 'in_time') as in_time_count,
        count(*) filter (where state = 'late') as done_late_count,
        count(*) filter (where state = 'early') as early_count,
        count(*) filter (where state = 'not_due') as not_due_count,
        count(*) filter (where state = 'due_today') as due_today_count,
        count(*) filter (where state = 'overdue') as overdue_count,
        count(*) filter (where state = 'no_start') as no_start_count,
        count(*) filter (where state = 'undated') as undated_count,
        count(*) filter (where state = 'waived') as waived_count,
        count(*) filter (
            where state in ('done', 'in_time', 'late', 'early', 'undated')
        ) as done_count,
        row_count - done_count - waived_count as unfinished_count
    from stated
    group by grouping sets ((clock, unit), (clock))

)

select
    counted.clock,
    ref_clocks.start_event,
    ref_clocks.limit_days,
    ref_clocks.day_kind,
    ref_clocks.status as clock_status,
    ref_clocks.basis,
    counted.unit,
    counted.is_total,
    counted.row_count,
    counted.in_time_count,
    counted.done_late_count,
    counted.early_count,
    counted.not_due_count,
    counted.due_today_count,
    counted.overdue_count,
    counted.no_start_count,
    counted.undated_count,
    counted.waived_count,
    counted.done_count,
    counted.unfinished_count
from counted
inner join ref_clocks
    on counted.clock = ref_clocks.clock
left join reporting_units
    on counted.unit = reporting_units.unit
order by
    ref_clocks.limit_days desc nulls last,
    counted.clock,
    counted.is_total desc,
    reporting_units.unit_order nulls last,
    counted.unit
