-- 新旧平台 | Platforms: rows inspected each month, by platform, as one series.
-- grain:   unit in its order, month from January to the as-of date
-- 粒度:    每个单位、1月至截止日期的每个月一行，按固定顺序
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, month_on, old_count, new_platform_count, own_count,
--          unknown_count, row_count, switched_on
-- rule:    notice, part 1 (2): 协同监管平台, 新平台, 自有系统 side by side, a row counts
--          once; the switch date per unit is data
-- 规则:    通知第一部分（二）：协同监管平台、新平台、自有系统并列，每行只计一次；
--          各单位切换日取自切换日期表
-- sums:    old_count, new_platform_count, own_count, unknown_count, row_count
-- access:  aggregate
with

counted as (

    select
        unit,
        month_of(inspected_on) as month_on,
        count(*) filter (where source_system = '协同监管平台') as old_count,
        count(*) filter (where source_system = '新平台') as new_platform_count,
        count(*) filter (where source_system = '自有系统') as own_count,
        count(*) as row_count,
        row_count - old_count - new_platform_count - own_count as unknown_count
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )
    group by unit, month_on

),

months as (

    select distinct month_of(workdays.day) as month_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of

),

units as (

    select distinct unit
    from counted

)

select
    units.unit,
    months.month_on,
    coalesce(counted.old_count, 0) as old_count,
    coalesce(counted.new_platform_count, 0) as new_platform_count,
    coalesce(counted.own_count, 0) as own_count,
    coalesce(counted.unknown_count, 0) as unknown_count,
    coalesce(counted.row_count, 0) as row_count,
    ref_switch_dates.switched_on
from units
cross join months
left join counted
    on units.unit = counted.unit
    and months.month_on = counted.month_on
left join ref_switch_dates
    on units.unit = ref_switch_dates.unit
left join reporting_units
    on units.unit = reporting_units.unit
order by reporting_units.unit_order nulls last, units.unit, months.month_on
