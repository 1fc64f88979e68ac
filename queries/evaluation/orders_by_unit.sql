-- 责令改正之后 | After an order: what was corrected, checked again, or stays open.
-- grain:   one row per reporting unit in its order; 未映射, if not empty; 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的也列出；合计在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, order_count, closed_count, closure_rate, undated_count,
--          closed_median, open_short_count, open_middle_count,
--          open_long_count, long_after_days, unstated_count,
--          reinspected_count, clean_again_count, problem_again_count
-- rule:    inspections with result R5 or 责令改正 among their disposals;
--          corrected = disposal closed by the day, over those that need one;
--          median of working days of those closed with a date; unstated = the
--          export asks for no disposal, so that nothing tells; inspected again
--          = a later inspection of the entity in any task, with a problem or
--          without; no limit is set for a correction, so open ones are told by
--          age (bands of M15) and not called overdue
-- 规则:    结果为R5或后续处置含责令改正的检查；已改正＝截至统计日后续处置已完结，
--          比率以需处置的为分母；中位数为有完结日期的工作日数；未写明＝导出未要求
--          处置，是否改正不得而知；复查＝该主体此后在任一任务中又被检查，分有无
--          问题；文件未规定改正期限，未完结的按M15的时长分档，不称逾期
-- small:   order_count > closure_rate; closed_count > closure_rate,
--          closed_median; undated_count > closed_median; open_short_count;
--          open_middle_count; open_long_count; unstated_count > closure_rate;
--          reinspected_count; clean_again_count; problem_again_count
-- parts:   closed_count + open_short_count + open_middle_count +
--          open_long_count + unstated_count; clean_again_count +
--          problem_again_count
-- access:  aggregate
with

counted as (

    select
        coalesce(unit, '合计') as unit,
        count(*) as order_count,
        count(*) filter (where order_state = 'closed') as closed_count,
        count(*) filter (where order_state = 'unstated') as unstated_count,
        rate(closed_count, order_count - unstated_count) as closure_rate,
        count(*) filter (where is_undated) as undated_count,
        median(closed_workday_count) as closed_median,
        count(*) filter (where order_state = 'open_short')
            as open_short_count,
        count(*) filter (where order_state = 'open_middle')
            as open_middle_count,
        count(*) filter (where order_state = 'open_long') as open_long_count,
        count(reinspected_on) as reinspected_count,
        count(*) filter (where not is_problem_again) as clean_again_count,
        count(*) filter (where is_problem_again) as problem_again_count
    from orders_on(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    group by grouping sets ((unit), ())

),

listed as (

    select unit, unit_order, has_target
    from listed_units($units)
    union all
    select '合计' as unit, null as unit_order, true as has_target

)

select
    listed.unit,
    coalesce(counted.order_count, 0) as order_count,
    coalesce(counted.closed_count, 0) as closed_count,
    counted.closure_rate,
    coalesce(counted.undated_count, 0) as undated_count,
    counted.closed_median,
    coalesce(counted.open_short_count, 0) as open_short_count,
    coalesce(counted.open_middle_count, 0) as open_middle_count,
    coalesce(counted.open_long_count, 0) as open_long_count,
    rules.closure_age_long_days::bigint as long_after_days,
    coalesce(counted.unstated_count, 0) as unstated_count,
    coalesce(counted.reinspected_count, 0) as reinspected_count,
    coalesce(counted.clean_again_count, 0) as clean_again_count,
    coalesce(counted.problem_again_count, 0) as problem_again_count
from listed
cross join rules
left join counted
    on listed.unit = counted.unit
where listed.has_target or counted.order_count > 0
order by listed.unit_order nulls last
