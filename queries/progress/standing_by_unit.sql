-- 各单位位置 | Standing by unit: who is behind, by how much, and since when.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, floor_rate, is_judged, is_key_city, target_count,
--          drawn_count, checked_count, published_count, gap_count,
--          completion_rate, sufficiency_rate, yardstick_rate, is_by_plan,
--          pace_deviation, week_count, workdays_left_count, needed_per_day,
--          shortfall_count, status
-- rule:    M1-M9, M29 by unit; shortfall = 按近4周速度 by 10-31, never above
--          the rows drawn; status: red = after 10-31 short of target, amber =
--          behind the yardstick or the pace falls short, done = target met;
--          no colour on a real base that is not 已核定
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          gap_count, pace_deviation, needed_per_day, shortfall_count;
--          published_count; week_count
-- access:  aggregate
with

floors as (

    select
        unit,
        unit_order,
        max(floor_ppm) as floor_ppm,
        bool_or(is_judged) as is_judged,
        (sum(stock_count)::bigint * max(floor_ppm) + 999999) // 1000000
            as target_count
    from base_floors
    where (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, unit_order

),

today as (

    select
        pace_days.*,
        $as_of > campaign.deadline_on as is_over
    from pace_days
    cross join campaign
    where pace_days.day = $as_of

),

firsts as (

    select
        unit,
        stage,
        first_on,
        entity_count
    from first_days
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    union all
    select
        unit,
        stage,
        min(first_on) as first_on,
        1 as entity_count
    from scattered_firsts
    where entity_kind = '企业'
        and stage in ('drawn', 'checked', 'published')
        and first_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by unit, stage, entity_id

),

counted as (

    select
        unit,
        (sum(entity_count) filter (where stage = 'drawn'))::bigint
            as drawn_count,
        (sum(entity_count) filter (where stage = 'checked'))::bigint
            as checked_count,
        (sum(entity_count) filter (where stage = 'published'))::bigint
            as published_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > $as_of::date - 7
            )
        )::bigint as week_count,
        (
            sum(entity_count) filter (
                where stage = 'checked' and first_on > short_from_on
            )
        )::bigint as short_count
    from firsts
    cross join today
    group by unit

),

scheduled as (

    select
        unit,
        sum(due_value) / sum(windowed_count) as plan_progress,
        sum(windowed_count) / nullif(sum(target_count), 0) as planned_share
    from plan_progress_days
    where day = $as_of
        and ($counties is null or list_contains($counties, county_code))
    group by unit

),

measured as (

    select
        floors.*,
        coalesce(counted.drawn_count, 0) as drawn_count,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.published_count, 0) as published_count,
        coalesce(counted.week_count, 0) as week_count,
        today.is_over,
        today.left_count,
        coalesce(scheduled.planned_share >= share.parameter_value, false)
            as is_by_plan,
        scheduled.plan_progress,
        today.elapsed_count / today.campaign_workday_count as time_progress,
        coalesce(counted.short_count, 0) / today.short_workday_count
            as short_pace
    from floors
    cross join today
    inner join ref_parameters as share
        on share.parameter = 'plan_window_share'
    left join counted
        on floors.unit = counted.unit
    left join scheduled
        on floors.unit = scheduled.unit

),

reached as (

    select
        *,
        case
            when target_count is not null
                then greatest(target_count - checked_count, 0)
        end as gap_count,
        if(is_by_plan, plan_progress, time_progress) as yardstick_rate,
        greatest(
            least(
                floor(checked_count + short_pace * left_count + 1e-6)::bigint,
                drawn_count
            ),
            checked_count
        ) as forecast_count
    from measured

),

bases as (

    select bool_and(is_approved) as is_base_approved
    from base_stock

)

select
    reached.unit,
    reached.floor_ppm / 1e6 as floor_rate,
    reached.is_judged,
    ref_units.is_key_city,
    reached.target_count,
    reached.drawn_count,
    reached.checked_count,
    reached.published_count,
    reached.gap_count,
    reached.checked_count / nullif(reached.target_count, 0) as completion_rate,
    reached.drawn_count / nullif(reached.target_count, 0) as sufficiency_rate,
    reached.yardstick_rate,
    reached.is_by_plan,
    reached.checked_count / nullif(reached.target_count, 0)
        - reached.yardstick_rate as pace_deviation,
    reached.week_count,
    reached.left_count as workdays_left_count,
    reached.gap_count / nullif(reached.left_count, 0) as needed_per_day,
    case
        when reached.target_count is not null
            then greatest(reached.target_count - reached.forecast_count, 0)
    end as shortfall_count,
    case
        when reached.target_count is null then 'neutral'
        when reached.gap_count = 0 then 'done'
        when not coalesce(bases.is_base_approved, false)
            and not campaign.is_synthetic
            then 'neutral'
        when reached.is_over then 'red'
        when reached.checked_count < reached.yardstick_rate
            * reached.target_count
            or reached.forecast_count < reached.target_count then 'amber'
        else 'neutral'
    end as status
from reached
cross join bases
cross join campaign
inner join ref_units
    on reached.unit = ref_units.unit
order by reached.unit_order
