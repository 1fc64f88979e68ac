-- 融合运用率 | Integration: tasks drawn with risk classes, by executing unit.
-- grain:   period (month, year) with a task, unit in its order, 省局本级 among
--          them; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: period, unit, is_key_city, task_count, used_count, unknown_count,
--          exempt_count, integration_rate, row_count, class_led_count,
--          class_led_rate, effective_count, thin_count, effective_rate
-- rule:    M17a-c, 闽市监信〔2022〕51号 二（二）: tasks drawn in the month of the
--          as-of date and in the year so far, with enterprises among their
--          objects, not exempt; used = flag 是 or drawn by class; a blank flag
--          is unknown, shown apart, counted as not integrated
-- small:   row_count > class_led_rate; class_led_count > class_led_rate
-- access:  aggregate
with

periods as (

    select
        1 as period_order,
        'month' as period,
        date_trunc('month', $as_of::date)::date as from_on
    union all
    select
        2 as period_order,
        'year' as period,
        year_from_on as from_on
    from campaign

),

drawn as (

    select
        task_summaries.unit,
        task_summaries.drawn_on,
        task_summaries.is_exempt,
        not task_summaries.is_exempt and task_summaries.is_class_used
            as is_used,
        not task_summaries.is_exempt and task_summaries.is_class_unknown
            as is_unknown,
        task_effects.row_count,
        task_effects.class_led_count,
        task_effects.status
    from task_summaries
    inner join task_effects
        on task_summaries.task_id = task_effects.task_id
    where task_summaries.drawn_on <= $as_of
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
        periods.period,
        drawn.unit,
        count(*) filter (where not is_exempt) as task_count,
        count(*) filter (where is_used) as used_count,
        count(*) filter (where is_unknown) as unknown_count,
        count(*) filter (where is_exempt) as exempt_count,
        coalesce(sum(row_count) filter (where not is_exempt), 0)::bigint
            as row_count,
        coalesce(sum(class_led_count) filter (where not is_exempt), 0)::bigint
            as class_led_count,
        count(*) filter (where is_used and status = 'rising')
            as effective_count,
        count(*) filter (where is_used and status in ('thin', 'no_pool'))
            as thin_count
    from periods
    inner join drawn
        on periods.from_on <= drawn.drawn_on
    group by periods.period, drawn.unit

),

units as (

    select
        unit,
        unit_order,
        is_key_city
    from ref_units
    where $units is null or list_contains($units, unit)
    union all
    select distinct
        unit,
        99 as unit_order,
        false as is_key_city
    from drawn
    where unit = '未映射'

)

select
    periods.period,
    units.unit,
    units.is_key_city,
    coalesce(counted.task_count, 0) as task_count,
    coalesce(counted.used_count, 0) as used_count,
    coalesce(counted.unknown_count, 0) as unknown_count,
    coalesce(counted.exempt_count, 0) as exempt_count,
    counted.used_count / nullif(counted.task_count, 0) as integration_rate,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(counted.class_led_count, 0) as class_led_count,
    counted.class_led_count / nullif(counted.row_count, 0) as class_led_rate,
    coalesce(counted.effective_count, 0) as effective_count,
    coalesce(counted.thin_count, 0) as thin_count,
    counted.effective_count / nullif(counted.used_count, 0) as effective_rate
from periods
cross join units
left join counted
    on periods.period = counted.period
    and units.unit = counted.unit
where periods.period in (select period from counted)
order by periods.period_order, units.unit_order
