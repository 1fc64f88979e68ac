-- 新平台启用率 | New platform: share of tasks drawn on it since the switch.
-- grain:   one row per unit of the executing office, in its order
-- params:  $as_of, $units, $offices, $plans, $joints, $draw_kinds, $one_plus_x
-- columns: unit, switched_on, source, task_count, new_platform_count,
--          new_platform_share, old_count, own_task_count, last_old_task_on
-- rule:    M28: tasks on 新平台 / tasks drawn from the unit's switch date to the
--          as-of date, own-system tasks left out; a late task on the old
--          platform is a 提示, not a breach
-- access:  aggregate
with

since as (

    select
        task_summaries.unit,
        task_summaries.source_system,
        task_summaries.drawn_on
    from task_summaries
    inner join ref_switch_dates
        on task_summaries.unit = ref_switch_dates.unit
    where task_summaries.drawn_on >= ref_switch_dates.switched_on
        and task_summaries.drawn_on <= $as_of
        and ($offices is null or list_contains($offices, lead_office))
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
        count(*) filter (where source_system is distinct from '自有系统')
            as task_count,
        count(*) filter (where source_system = '新平台') as new_platform_count,
        count(*) filter (where source_system = '协同监管平台') as old_count,
        count(*) filter (where source_system = '自有系统') as own_task_count,
        max(drawn_on) filter (where source_system = '协同监管平台')
            as last_old_task_on
    from since
    group by unit

)

select
    ref_switch_dates.unit,
    ref_switch_dates.switched_on,
    ref_switch_dates.source,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.new_platform_count, 0) as new_platform_count,
    counted.new_platform_count / nullif(counted.task_count, 0)
        as new_platform_share,
    coalesce(counted.old_count, 0) as old_count,
    coalesce(counted.own_task_count, 0) as own_task_count,
    counted.last_old_task_on
from ref_switch_dates
left join counted
    on ref_switch_dates.unit = counted.unit
inner join ref_units
    on ref_switch_dates.unit = ref_units.unit
where $units is null or list_contains($units, ref_switch_dates.unit)
order by ref_units.unit_order nulls last, ref_switch_dates.unit
