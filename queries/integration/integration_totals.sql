-- 融合运用率（合计） | Integration of the selection: month and year so far.
-- grain:   one row per period: month, year
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: period, from_on, until_on, task_count, used_count, unknown_count,
--          exempt_count, integration_rate, row_count, class_led_count,
--          class_led_rate
-- rule:    M17a and M17b over all tasks of the selection: rate of the totals;
--          class_led = rows drawn from a class-stratified list
-- access:  aggregate
with

periods as (

    select
        1 as period_order,
        'month' as period,
        date_trunc('month', $as_of::date)::date as from_on,
        $as_of::date as until_on
    union all
    select
        2 as period_order,
        'year' as period,
        campaign.year_from_on as from_on,
        $as_of::date as until_on
    from campaign

),

led as (

    select
        task_id,
        count(*) as row_count,
        count(*) filter (where is_class_led) as class_led_count
    from task_facts
    group by task_id

),

drawn as (

    select
        task_summaries.drawn_on,
        task_summaries.is_exempt,
        task_summaries.is_class_used,
        task_summaries.is_class_unknown,
        coalesce(led.row_count, 0) as row_count,
        coalesce(led.class_led_count, 0) as class_led_count
    from task_summaries
    left join led
        on task_summaries.task_id = led.task_id
    where task_summaries.has_enterprises
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
        periods.period_order,
        periods.period,
        periods.from_on,
        periods.until_on,
        count(*) filter (where not drawn.is_exempt) as task_count,
        count(*) filter (where not drawn.is_exempt and drawn.is_class_used)
            as used_count,
        count(*) filter (where not drawn.is_exempt and drawn.is_class_unknown)
            as unknown_count,
        count(*) filter (where drawn.is_exempt) as exempt_count,
        coalesce(
            sum(drawn.row_count) filter (where not drawn.is_exempt), 0
        )::bigint as row_count,
        coalesce(
            sum(drawn.class_led_count) filter (where not drawn.is_exempt), 0
        )::bigint as class_led_count
    from periods
    left join drawn
        on drawn.drawn_on between periods.from_on and periods.until_on
    group by
        periods.period_order,
        periods.period,
        periods.from_on,
        periods.until_on

)

select
    period,
    from_on,
    until_on,
    task_count,
    used_count,
    unknown_count,
    exempt_count,
    used_count / nullif(task_count, 0) as integration_rate,
    row_count,
    class_led_count,
    class_led_count / nullif(row_count, 0) as class_led_rate
from counted
order by period_order
