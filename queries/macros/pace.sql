-- 进度 | pace: where a unit or a selection stands, and where its pace leads.
-- rule:    M1-M9, M29 of enterprises; the yardstick is the plan where enough
--          of it has windows, else time; a forecast never exceeds what is
--          drawn and never falls below what is checked
create macro plan_due(as_of, units, counties, is_whole) as table
select
    if(is_whole, '合计', unit) as part,
    sum(due_value) / nullif(sum(windowed_count), 0) as plan_progress,
    sum(windowed_count) / nullif(sum(target_count), 0) as planned_share
from plan_progress_days
where day = as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
group by if(is_whole, '合计', unit);

create macro led_to(checked_count, pace, day_count, drawn_count) as
    case
        when day_count is not null
            then greatest(
                least(checked_count + pace * day_count, drawn_count),
                checked_count
            )
    end;

create macro forecast_of(checked_count, pace, day_count, drawn_count) as
    floor(led_to(checked_count, pace, day_count, drawn_count) + 1e-6)::bigint;

create macro part_targets(as_of, units, counties, is_whole) as table
select
    unit as part,
    unit_order,
    floor_ppm,
    is_judged,
    stock_count,
    rated_stock_count,
    target_count,
    null::bigint as floor_target_count,
    null::bigint as units_target_count
from unit_floors(as_of, units, counties)
where not is_whole
union all
select
    '合计' as part,
    99 as unit_order,
    null::bigint as floor_ppm,
    null::boolean as is_judged,
    stock_count,
    rated_stock_count,
    target_count,
    floor_target_count,
    units_target_count
from selection_floor(as_of, units, counties)
where is_whole;

create macro paces(as_of, units, counties, is_whole) as table
select
    targets.*,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(counted.kept_count, 0) as kept_count,
    coalesce(counted.week_count, 0) as week_count,
    coalesce(counted.short_count, 0) / today.short_workday_count as short_pace,
    coalesce(counted.long_count, 0) / today.long_workday_count as long_pace,
    today.elapsed_count / today.campaign_workday_count as time_progress,
    today.left_count,
    today.workday_no
from part_targets(as_of, units, counties, is_whole) as targets
inner join pace_days as today
    on today.day = as_of
left join stage_counts(as_of, units, counties, is_whole) as counted
    on targets.part = counted.part
    and counted.entity_kind = '企业';

create macro positions(as_of, units, counties, is_whole) as table
select
    paces.*,
    due.plan_progress,
    due.planned_share,
    coalesce(due.planned_share >= rules.plan_window_share, false) as is_by_plan,
    as_of > campaign.deadline_on as is_over,
    gap_of(paces.target_count, paces.checked_count) as gap_count,
    rate(paces.drawn_count, paces.rated_stock_count) as draw_ratio,
    rate(paces.checked_count, paces.rated_stock_count) as check_ratio,
    rate(paces.published_count, paces.rated_stock_count) as publish_ratio,
    rate(paces.checked_count, paces.target_count) as completion_rate,
    rate(paces.drawn_count, paces.target_count) as sufficiency_rate,
    if(is_by_plan, due.plan_progress, paces.time_progress) as yardstick_rate,
    completion_rate - yardstick_rate as pace_deviation,
    rate(gap_count, paces.left_count) as needed_per_day,
    forecast_of(
        paces.checked_count,
        paces.short_pace,
        paces.left_count,
        paces.drawn_count
    ) as short_forecast_count,
    forecast_of(
        paces.checked_count,
        paces.long_pace,
        paces.left_count,
        paces.drawn_count
    ) as long_forecast_count
from paces(as_of, units, counties, is_whole) as paces
cross join campaign
cross join rules
left join plan_due(as_of, units, counties, is_whole) as due
    on paces.part = due.part;

create macro expected_gone(drawn_count, checked_count, kept_count) as
    ceil(
        drawn_count * (checked_count - kept_count) / nullif(checked_count, 0)
        - 1e-6
    )::bigint;
