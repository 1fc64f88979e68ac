-- 融合运用率 | Integration: tasks drawn with risk classes, by executing unit.
-- grain:   one row per unit in its order, 省局本级 among them; 未映射 last, if
--          not empty
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: unit, month_task_count, month_used_count, month_unknown_count,
--          month_exempt_count, month_rate, year_task_count, year_used_count,
--          year_unknown_count, year_exempt_count, year_rate
-- rule:    M17a, 闽市监信〔2022〕51号 二（二）: tasks drawn in the month of the
--          as-of date and in the year so far, with enterprises among their
--          objects, not exempt; used = flag 是 or drawn by class; a blank flag
--          is unknown, shown apart, counted as not integrated
-- access:  aggregate
with

drawn as (

    select
        task_summaries.unit,
        task_summaries.drawn_on >= date_trunc('month', $as_of::date)
            as is_month,
        task_summaries.is_exempt,
        task_summaries.is_class_used,
        task_summaries.is_class_unknown
    from task_summaries
    cross join campaign
    where task_summaries.drawn_on between campaign.year_from_on and $as_of
        and task_summaries.has_enterprises
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and (
            $one_plus_x is null
            or coalesce(one_plus_x, false) = $one_plus_x
        )

),

counted as (

    select
        unit,
        count(*) filter (where is_month and not is_exempt)
            as month_task_count,
        count(*) filter (where is_month and not is_exempt and is_class_used)
            as month_used_count,
        count(*) filter (where is_month and not is_exempt and is_class_unknown)
            as month_unknown_count,
        count(*) filter (where is_month and is_exempt) as month_exempt_count,
        count(*) filter (where not is_exempt) as year_task_count,
        count(*) filter (where not is_exempt and is_class_used)
            as year_used_count,
        count(*) filter (where not is_exempt and is_class_unknown)
            as year_unknown_count,
        count(*) filter (where is_exempt) as year_exempt_count
    from drawn
    group by unit

),

units as (

    select
        unit,
        unit_order
    from ref_units
    where $units is null or list_contains($units, unit)
    union all
    select
        unit,
        99 as unit_order
    from counted
    where unit = '未映射'

)

select
    units.unit,
    coalesce(counted.month_task_count, 0) as month_task_count,
    coalesce(counted.month_used_count, 0) as month_used_count,
    coalesce(counted.month_unknown_count, 0) as month_unknown_count,
    coalesce(counted.month_exempt_count, 0) as month_exempt_count,
    counted.month_used_count / nullif(counted.month_task_count, 0)
        as month_rate,
    coalesce(counted.year_task_count, 0) as year_task_count,
    coalesce(counted.year_used_count, 0) as year_used_count,
    coalesce(counted.year_unknown_count, 0) as year_unknown_count,
    coalesce(counted.year_exempt_count, 0) as year_exempt_count,
    counted.year_used_count / nullif(counted.year_task_count, 0) as year_rate
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
