-- 后续处置完结率 | Closure: problem rows whose follow-up is closed, and ages.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, disposal_count, closed_count, closure_rate, open_short_count,
--          open_middle_count, open_long_count, closed_short_count,
--          closed_middle_count, closed_long_count, undated_count
-- rule:    M15: closed / problem rows that need disposal, published or not; age
--          in working days since the inspection: 0-10, 11-30, more; closed
--          without a date: inside the rate, without an age
-- small:   disposal_count > closure_rate; closed_count > closure_rate;
--          open_short_count; open_middle_count; open_long_count;
--          closed_short_count; closed_middle_count; closed_long_count;
--          undated_count
-- parts:   open_short_count + open_middle_count + open_long_count +
--          closed_short_count + closed_middle_count + closed_long_count +
--          undated_count
-- access:  aggregate
with

limits as (

    select
        max(
            case
                when parameter = 'closure_age_short_days' then parameter_value
            end
        ) as short_days,
        max(
            case
                when parameter = 'closure_age_long_days' then parameter_value
            end
        ) as long_days
    from ref_parameters

),

today as (

    select workday_no
    from workdays
    where day = $as_of

),

aged as (

    select
        clock_rows.unit,
        coalesce(clock_rows.done_on <= $as_of, false) as is_closed,
        clock_rows.is_undated,
        case
            when clock_rows.done_on <= $as_of
                then case
                    when clock_rows.has_done_date then clock_rows.workday_count
                end
            else today.workday_no - clock_rows.start_workday_no
        end as workday_count,
        limits.short_days,
        limits.long_days
    from clock_rows
    cross join today
    cross join limits
    where clock_rows.clock = 'closure'
        and clock_rows.start_on <= $as_of
        and ($units is null or list_contains($units, clock_rows.unit))
        and (
            $counties is null
            or list_contains($counties, clock_rows.county_code)
        )
        and (
            $offices is null
            or list_contains($offices, clock_rows.lead_office)
        )
        and ($kinds is null or list_contains($kinds, clock_rows.entity_kind))
        and (
            $sources is null
            or list_contains($sources, clock_rows.source_system)
        )
        and ($plans is null or list_contains($plans, clock_rows.plan_no))
        and ($joints is null or list_contains($joints, clock_rows.joint))
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, clock_rows.draw_kind)
        )
        and ($one_plus_x is null or clock_rows.one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(clock_rows.tags, $tag))

),

banded as (

    select
        unit,
        is_closed,
        is_closed and is_undated as is_undated,
        case
            when workday_count <= short_days then 'short'
            when workday_count <= long_days then 'middle'
            when workday_count > long_days then 'long'
        end as band
    from aged

),

counted as (

    select
        unit,
        count(*) as disposal_count,
        count(*) filter (where is_closed) as closed_count,
        count(*) filter (where is_closed) / count(*) as closure_rate,
        count(*) filter (where not is_closed and band = 'short')
            as open_short_count,
        count(*) filter (where not is_closed and band = 'middle')
            as open_middle_count,
        count(*) filter (where not is_closed and band = 'long')
            as open_long_count,
        count(*) filter (where is_closed and band = 'short')
            as closed_short_count,
        count(*) filter (where is_closed and band = 'middle')
            as closed_middle_count,
        count(*) filter (where is_closed and band = 'long')
            as closed_long_count,
        count(*) filter (where is_undated) as undated_count
    from banded
    group by unit

),

units as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
        and ($units is null or list_contains($units, unit))
    union all
    select
        unit,
        99 as unit_order
    from counted
    where unit = '未映射'

)

select
    units.unit,
    coalesce(counted.disposal_count, 0) as disposal_count,
    coalesce(counted.closed_count, 0) as closed_count,
    counted.closure_rate,
    coalesce(counted.open_short_count, 0) as open_short_count,
    coalesce(counted.open_middle_count, 0) as open_middle_count,
    coalesce(counted.open_long_count, 0) as open_long_count,
    coalesce(counted.closed_short_count, 0) as closed_short_count,
    coalesce(counted.closed_middle_count, 0) as closed_middle_count,
    coalesce(counted.closed_long_count, 0) as closed_long_count,
    coalesce(counted.undated_count, 0) as undated_count
from units
left join counted
    on units.unit = counted.unit
order by units.unit_order
