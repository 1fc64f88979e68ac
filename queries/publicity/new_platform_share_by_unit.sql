-- 新平台启用率 | New platform: share of tasks drawn on it since the switch.
-- grain:   one row per unit of the executing office, in its order
-- 粒度:    实施机关所属单位各一行，按固定顺序
-- params:  $as_of, $units, $offices, $plans, $joints, $draw_kinds, $one_plus_x
-- columns: unit, switched_on, source, task_count, new_platform_count,
--          new_platform_share, old_count, own_task_count, last_old_task_on
-- rule:    M28: tasks on 新平台 / tasks drawn from the unit's switch date to the
--          as-of date, own-system tasks left out; a late task on the old
--          platform is a hint, not a breach
-- 规则:    M28：新平台任务／该单位切换日至截止日抽取的任务，不含自有系统；
--          切换后仍在老平台的任务只作提示，不算违规
-- sums:    task_count, new_platform_count, old_count, own_task_count
-- access:  aggregate
with

counted as (

    select
        tasks.unit,
        count(*) filter (where source_system is distinct from '自有系统')
            as task_count,
        count(*) filter (where source_system = '新平台') as new_platform_count,
        count(*) filter (where source_system = '协同监管平台') as old_count,
        count(*) filter (where source_system = '自有系统') as own_task_count,
        max(drawn_on) filter (where source_system = '协同监管平台')
            as last_old_task_on
    from chosen_tasks(
        $units, null, $offices, null, $plans, $joints, $draw_kinds, $one_plus_x
    ) as tasks
    inner join ref_switch_dates
        on tasks.unit = ref_switch_dates.unit
    where tasks.drawn_on between ref_switch_dates.switched_on and $as_of
    group by tasks.unit

)

select
    switches.unit,
    switches.switched_on,
    switches.source,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.new_platform_count, 0) as new_platform_count,
    rate(counted.new_platform_count, counted.task_count) as new_platform_share,
    coalesce(counted.old_count, 0) as old_count,
    coalesce(counted.own_task_count, 0) as own_task_count,
    counted.last_old_task_on
from ref_switch_dates as switches
inner join reporting_units
    on switches.unit = reporting_units.unit
left join counted
    on switches.unit = counted.unit
where is_among(switches.unit, $units)
order by reporting_units.unit_order nulls last, switches.unit
