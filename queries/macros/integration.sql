-- 融合 | integration: whether tasks used the classes, and drew more of the worse.
-- rule:    M17a-c: last month of the year with tasks that count, and year so
--          far; used = flag 是 or drawn by class; blank = unknown, not used;
--          exempt tasks are apart
create macro integration_periods(as_of) as table
select
    1 as period_order,
    'month' as period,
    month_of(as_of::date) as from_on
union all
select
    2 as period_order,
    'year' as period,
    year_from_on as from_on
from campaign;

create macro integration_tasks(
    as_of, units, counties, offices, sources, plans, joints, draw_kinds,
    is_one_plus_x
) as table
select
    tasks.unit,
    tasks.drawn_on,
    tasks.is_exempt,
    not tasks.is_exempt and tasks.is_class_used as is_used,
    not tasks.is_exempt and tasks.is_class_unknown as is_unknown,
    task_effects.row_count as drawn_row_count,
    task_effects.class_led_count as class_led_row_count,
    task_effects.status
from chosen_tasks(
    units, counties, offices, sources, plans, joints, draw_kinds, is_one_plus_x
) as tasks
inner join task_effects
    on tasks.task_id = task_effects.task_id
where tasks.has_enterprises and tasks.drawn_on <= as_of;

create macro integration_measures(
    as_of, units, counties, offices, sources, plans, joints, draw_kinds,
    is_one_plus_x
) as table
with

tasks as (

    select *
    from integration_tasks(
        as_of, units, counties, offices, sources, plans, joints, draw_kinds,
        is_one_plus_x
    )

),

judged as (

    select max(tasks.drawn_on) as last_drawn_on
    from tasks
    cross join campaign
    where not tasks.is_exempt and tasks.drawn_on >= campaign.year_from_on

),

periods as (

    select
        known.period_order,
        known.period,
        if(
            known.period = 'month',
            coalesce(month_of(judged.last_drawn_on), known.from_on),
            known.from_on
        ) as from_on,
        if(
            known.period = 'month',
            least(last_day(judged.last_drawn_on), as_of::date),
            as_of::date
        ) as until_on
    from integration_periods(as_of) as known
    cross join judged

)

select
    periods.period_order,
    periods.period,
    periods.from_on,
    periods.until_on,
    if(grouping(tasks.unit) = 1, '合计', tasks.unit) as part,
    count(*) filter (where not is_exempt) as task_count,
    count(*) filter (where is_used) as used_count,
    count(*) filter (where is_unknown) as unknown_count,
    count(*) filter (where is_exempt) as exempt_count,
    rate(used_count, task_count) as integration_rate,
    coalesce(sum(drawn_row_count) filter (where not is_exempt), 0)::bigint
        as row_count,
    coalesce(
        sum(class_led_row_count) filter (where not is_exempt), 0
    )::bigint as class_led_count,
    rate(class_led_count, row_count) as class_led_rate,
    count(*) filter (where is_used and status = 'rising') as effective_count,
    count(*) filter (where is_used and status in ('thin', 'no_pool'))
        as thin_count,
    rate(effective_count, used_count) as effective_rate
from periods
left join tasks
    on tasks.drawn_on between periods.from_on and periods.until_on
group by grouping sets (
    (
        periods.period_order,
        periods.period,
        periods.from_on,
        periods.until_on,
        tasks.unit
    ),
    (
        periods.period_order,
        periods.period,
        periods.from_on,
        periods.until_on
    )
);

create macro task_trends(units) as table
select
    tasks.unit,
    tasks.county_code,
    tasks.lead_office as office,
    tasks.task_no as subject,
    false as is_overdue,
    tasks.name,
    tasks.drawn_on,
    tasks.is_class_used,
    effects.trend_z,
    effects.is_inverted,
    ratios.low_ratio,
    ratios.high_ratio
from task_effects as effects
inner join task_summaries as tasks
    on effects.task_id = tasks.task_id
inner join (
    select
        task_id,
        rate(
            sum(drawn_count) filter (where is_low),
            sum(pool_count) filter (where is_low)
        ) as low_ratio,
        rate(
            sum(drawn_count) filter (where is_high),
            sum(pool_count) filter (where is_high)
        ) as high_ratio
    from task_classes
    group by task_id
) as ratios
    on effects.task_id = ratios.task_id
cross join campaign
cross join rules
where not effects.is_estimated
    and tasks.drawn_on
        between campaign.year_from_on and campaign.year_until_on
    and effects.pool_count >= rules.sample_min
    and effects.drawn_count >= rules.alert_min_rows
    and is_among(tasks.unit, units);
