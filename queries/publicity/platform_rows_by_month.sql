-- 新旧平台 | Platforms: rows inspected each month, by platform, as one series.
-- grain:   unit in its order, month from January to the as-of date
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, month_on, old_count, new_platform_count, own_count,
--          unknown_count, row_count, switched_on
-- rule:    notice.md N6: 协同监管平台, 新平台, 自有系统 side by side, a row counts
--          once; the switch date per unit is data (switch_dates.csv)
-- access:  aggregate
with

counted as (

    select
        unit,
        date_trunc('month', inspected_on)::date as month_on,
        count(*) filter (where source_system = '协同监管平台') as old_count,
        count(*) filter (where source_system = '新平台') as new_platform_count,
        count(*) filter (where source_system = '自有系统') as own_count,
        count(*) as row_count
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
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
    group by unit, month_on

),

months as (

    select distinct date_trunc('month', workdays.day)::date as month_on
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
    coalesce(
        counted.row_count
        - counted.old_count - counted.new_platform_count - counted.own_count,
        0
    ) as unknown_count,
    coalesce(counted.row_count, 0) as row_count,
    ref_switch_dates.switched_on
from units
cross join months
left join counted
    on units.unit = counted.unit
    and months.month_on = counted.month_on
left join ref_switch_dates
    on units.unit = ref_switch_dates.unit
left join ref_units
    on units.unit = ref_units.unit
order by ref_units.unit_order nulls last, units.unit, months.month_on
