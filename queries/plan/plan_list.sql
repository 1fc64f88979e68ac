-- 抽查计划表 | Plan table: every plan, its text, what was read from it, its state.
-- grain:   one row per plan, province first, then by unit, county and number
-- params:  $as_of, $units, $counties, $offices, $plans, $joints, $draw_kinds
-- columns: plan_no, name, level, unit, county, lead_office, ratio_text,
--          ratio_qualifier, planned_ratio, count_text, count_qualifier,
--          planned_count, period_text, window_from_on, window_to_on, draw_kind,
--          joint, item_level, is_professional, root_plan_no, task_count,
--          drawn_count, inspected_count, state
-- rule:    闽市监信〔2022〕51号 一（二）; D30-D32: the text stays beside what was
--          read; plans bear no date and stand as the snapshot knows them; state
--          by M10: 已完成 = all tasks done, 超期 = past its window and not done
-- small:   drawn_count; inspected_count
-- access:  aggregate
with

rows as (

    select
        plan_no,
        coalesce(visited_on <= $as_of, false) as is_visited,
        coalesce(done_on <= $as_of, false) as is_done
    from task_facts
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, unit))

),

counted as (

    select
        plan_no,
        count(*) as drawn_count,
        count(*) filter (where is_visited) as inspected_count,
        bool_and(is_done) as is_done
    from rows
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
    plan_rows.plan_no,
    plan_rows.name,
    plan_rows.level,
    plan_rows.unit,
    plan_rows.county,
    plan_rows.lead_office,
    plan_rows.ratio_text,
    plan_rows.ratio_qualifier,
    plan_rows.ratio as planned_ratio,
    plan_rows.count_text,
    plan_rows.count_qualifier,
    plan_rows.planned_count,
    plan_rows.period_text,
    plan_rows.window_from as window_from_on,
    plan_rows.window_to as window_to_on,
    plan_rows.draw_kind,
    plan_rows.joint,
    plan_rows.item_level,
    plan_rows.is_professional,
    plan_rows.root_plan_no,
    coalesce(launched.task_count, 0) as task_count,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.inspected_count, 0) as inspected_count,
    case
        when counted.is_done and launched.task_count = launched.drawn_task_count
            then '已完成'
        when plan_rows.window_to < $as_of then '超期'
        when coalesce(launched.drawn_task_count, 0) = 0 then '未开展'
        else '进行中'
    end as state
from plan_rows
left join counted
    on plan_rows.plan_no = counted.plan_no
left join launched
    on plan_rows.plan_no = launched.plan_no
left join ref_units
    on plan_rows.unit = ref_units.unit
where ($units is null or list_contains($units, plan_rows.unit))
    and ($counties is null or list_contains($counties, plan_rows.county_code))
    and ($offices is null or list_contains($offices, plan_rows.lead_office))
    and ($plans is null or list_contains($plans, plan_rows.plan_no))
    and ($joints is null or list_contains($joints, plan_rows.joint))
    and ($draw_kinds is null or list_contains($draw_kinds, plan_rows.draw_kind))
order by
    plan_rows.level <> '省级',
    ref_units.unit_order nulls last,
    plan_rows.county_code nulls first,
    plan_rows.plan_no
