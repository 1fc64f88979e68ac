-- 融合运用率（合计） | Integration of the selection: month and year so far.
-- grain:   one row per period: month, year
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: period, from_on, until_on, task_count, used_count, unknown_count,
--          exempt_count, integration_rate, row_count, class_led_count,
--          class_led_rate, effective_count, thin_count, effective_rate, verdict
-- rule:    M17a-c over all tasks of the selection: rate of the totals;
--          class_led = rows drawn from a class-stratified list; effective = of
--          the tasks used, ratios rise and classes date from before the draw;
--          judged in December, 闽市监信〔2022〕51号 二（二）, before it 进展
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

judged as (

    select from_on
    from ref_periods
    where period = 'integration'

),

drawn as (

    select
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
        periods.period_order,
        periods.period,
        periods.from_on,
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
    left join drawn
        on periods.from_on <= drawn.drawn_on
    group by periods.period_order, periods.period, periods.from_on

)

select
    counted.period,
    counted.from_on,
    $as_of::date as until_on,
    counted.task_count,
    counted.used_count,
    counted.unknown_count,
    counted.exempt_count,
    counted.used_count / nullif(counted.task_count, 0) as integration_rate,
    counted.row_count,
    counted.class_led_count,
    counted.class_led_count / nullif(counted.row_count, 0) as class_led_rate,
    counted.effective_count,
    counted.thin_count,
    counted.effective_count / nullif(counted.used_count, 0) as effective_rate,
    case
        when judged.from_on is null or $as_of < judged.from_on
            then 'progress'
        when counted.task_count = 0 then 'no_task'
        when counted.used_count = counted.task_count then 'reached'
        else 'short'
    end as verdict
from counted
left join judged
    on true
order by counted.period_order
