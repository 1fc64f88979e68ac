-- 进度 | pace: where a unit or a selection stands, and where its pace leads.
-- rule:    M1-M9, M29, M35 of enterprises; the yardstick is the plan where
--          planned counts with windows reach enough of the target, else time;
--          a forecast is that of the pace alone, what is drawn stands beside
--          it; after the deadline its own day is judged and nothing is foretold
create macro plan_due(as_of, units, counties) as table
select
    coalesce(unit, '合计') as part,
    sum(planned_count)::bigint as planned_count,
    rate(sum(due_value), sum(planned_count)) as plan_progress,
    sum(coming_value) as coming_value
from plan_progress_days
where day = as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
group by grouping sets ((unit), ());

create macro forecast_of(checked_count, pace, day_count) as
    floor(checked_count + pace * day_count + 1e-6)::bigint;

create macro part_targets(as_of, units, counties) as table
select
    coalesce(unit, '合计') as part,
    unit is null as is_whole,
    min(unit_order) as unit_order,
    max(floor_ppm) as floor_ppm,
    bool_and(is_judged) as are_judged,
    sum(stock_count)::bigint as stock_count,
    rated_sum(stock_count, is_wide) as rated_stock_count,
    rated_sum(target_count, is_wide) as units_target_count
from unit_floors(as_of, units, counties)
group by grouping sets ((unit), ());

create macro paces(as_of, units, counties) as table
select
    targets.part,
    targets.is_whole,
    targets.unit_order,
    targets.floor_ppm,
    targets.stock_count,
    targets.rated_stock_count,
    targets.units_target_count,
    case
        when targets.is_whole and units is null and counties is null
            then target_of(
                targets.rated_stock_count, today.province_floor_ppm
            )
    end as floor_target_count,
    coalesce(floor_target_count, targets.units_target_count) as target_count,
    if(
        floor_target_count is null,
        targets.are_judged,
        today.is_province_judged
    ) as is_judged,
    coalesce(counted.drawn_count, 0) as drawn_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.published_count, 0) as published_count,
    coalesce(counted.kept_count, 0) as kept_count,
    coalesce(counted.week_count, 0) as week_count,
    coalesce(counted.short_count, 0) / today.short_workday_count as short_pace,
    coalesce(counted.long_count, 0) / today.long_workday_count as long_pace,
    today.elapsed_count / today.campaign_workday_count as time_progress,
    today.left_count,
    today.workday_no,
    today.plan_window_share,
    today.ended_on is not null as is_over,
    if(is_over, null, today.left_count) as ahead_count,
    if(is_over, coalesce(counted.late_count, 0), null) as late_count
from pace_days as today
cross join part_targets(as_of, units, counties) as targets
left join stage_counts(as_of, units, counties, null) as counted
    on targets.part = counted.part
    and counted.entity_kind = '企业'
where today.day = as_of;

create macro to_draw(target_count, drawn_count, checked_count, is_over) as
    case
        when is_over then null
        when checked_count >= target_count then 0
        else gap_of(target_count, drawn_count)
    end;

create macro positions(as_of, units, counties) as table
with

counted as (

    select
        paces.*,
        due.plan_progress,
        due.coming_value,
        rate(due.planned_count, paces.target_count) as planned_share,
        gap_of(paces.target_count, paces.checked_count) as gap_count,
        forecast_of(paces.checked_count, paces.short_pace, paces.ahead_count)
            as short_forecast_count,
        paces.checked_count - paces.late_count as on_deadline_count
    from paces(as_of, units, counties) as paces
    left join plan_due(as_of, units, counties) as due
        on paces.part = due.part

),

measured as (

    select
        *,
        coalesce(planned_share >= plan_window_share, false) as is_by_plan,
        rate(checked_count, target_count) as completion_rate,
        rate(drawn_count, target_count) as sufficiency_rate,
        gap_of(target_count, short_forecast_count) as shortfall_count,
        gap_of(target_count, on_deadline_count) as deadline_gap_count,
        case
            when is_over then null
            when gap_count > 0 then gap_of(target_count, drawn_count)
            else gap_count
        end as still_to_draw_count
    from counted

)

select
    *,
    if(is_by_plan, plan_progress, time_progress) as yardstick_rate,
    completion_rate - yardstick_rate as pace_deviation
from measured;

create macro standings(as_of, units, counties) as table
select
    *,
    rate(gap_count, left_count) as needed_per_day,
    case
        when target_count is null then 'unknown'
        when deadline_gap_count = 0 then 'on_time'
        when is_over and gap_count = 0 then 'done_late'
        when gap_count = 0 then 'done'
        when not is_judged then 'reference'
        when is_over then 'missed'
        when shortfall_count > 0 and still_to_draw_count > 0
            then 'short_undrawn'
        when shortfall_count > 0 then 'short'
        when still_to_draw_count > 0 then 'undrawn'
        when checked_count < yardstick_rate * target_count then 'behind'
        else 'neutral'
    end as status
from positions(as_of, units, counties);

create macro standings_of_days() as table
select
    days.day,
    parts.*
from pace_days as days
cross join campaign
cross join lateral (
    select *
    from standings(days.day, null, null)
) as parts
where days.day between campaign.year_from_on and campaign.data_date;

create macro signal_of(status, is_over, is_certain) as
    case
        when status in ('done', 'on_time') then 'done'
        when status in ('unknown', 'neutral') or not is_certain then 'neutral'
        when is_over then 'red'
        else 'amber'
    end;

create macro base_approvals(units) as table
select
    unit,
    bool_and(is_approved) as is_approved
from base_stock
where entity_kind = '企业' and is_among(unit, units)
group by unit;
