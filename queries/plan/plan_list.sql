-- 抽查计划表 | Plan table: every plan, its text, what was read from it, its state.
-- grain:   one row per plan, province first, then by unit, county and number
-- 粒度:    每个计划一行，省级在前，其后按单位、县和编号
-- params:  $as_of, $units, $counties, $offices, $plans, $joints, $draw_kinds
-- columns: plan_no, name, level, unit, county, lead_office, ratio_text,
--          ratio_qualifier, planned_ratio, count_text, count_qualifier,
--          planned_count, period_text, window_from_on, window_to_on, draw_kind,
--          joint, item_level, is_professional, root_plan_no, task_count,
--          drawn_count, inspected_count, state
-- rule:    the notice, part 1 (2): the text stays beside what was read; plans
--          bear no date and stand as the snapshot knows them; state by M10:
--          已完成 = all tasks done, 超期 = past its window and not done
-- 规则:    通知第一部分（二）：原文与读出的数并列；计划不带日期，以快照所知为准；状
--          态按 M10：任务全部完成为已完成，检查时段已过而未完成为超期
-- small:   drawn_count; inspected_count
-- sums:    task_count
-- access:  aggregate
with

counted as (

    select
        plan_no,
        count(*) as drawn_count,
        count(*) filter (where is_visited) as inspected_count,
        bool_and(is_done) as is_done
    from drawn_rows($as_of, $units)
    group by plan_no

),

launched as (

    select
        plan_no,
        count(*) as task_count,
        count(*) filter (where drawn_on <= $as_of) as drawn_task_count
    from task_summaries
    group by plan_no

)

select
    plans.plan_no,
    plans.name,
    plans.level,
    plans.unit,
    plans.county,
    plans.lead_office,
    plans.ratio_text,
    plans.ratio_qualifier,
    plans.ratio as planned_ratio,
    plans.count_text,
    plans.count_qualifier,
    plans.planned_count,
    plans.period_text,
    plans.window_from as window_from_on,
    plans.window_to as window_to_on,
    plans.draw_kind,
    plans.joint,
    plans.item_level,
    plans.is_professional,
    plans.root_plan_no,
    coalesce(launched.task_count, 0) as task_count,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    case
        when counted.is_done and launched.task_count = launched.drawn_task_count
            then '已完成'
        when plans.window_to < $as_of then '超期'
        when coalesce(launched.drawn_task_count, 0) = 0 then '未开展'
        else '进行中'
    end as state
from chosen_plans(
    $units, $counties, $offices, $plans, $joints, $draw_kinds
) as plans
left join counted
    on plans.plan_no = counted.plan_no
left join launched
    on plans.plan_no = launched.plan_no
left join ref_units
    on plans.unit = ref_units.unit
order by
    plans.level <> '省级',
    ref_units.unit_order nulls last,
    plans.county_code nulls first,
    plans.plan_no
