-- 各单位位置 | Standing by unit: who is behind, by how much, and since when.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, floor_rate, is_judged, is_key_city, target_count,
--          drawn_count, checked_count, published_count, gap_count,
--          completion_rate, sufficiency_rate, yardstick_rate, is_by_plan,
--          pace_deviation, week_count, workdays_left_count, needed_per_day,
--          shortfall_count, status
-- rule:    M1-M9, M29 by unit; shortfall = at the pace of the last 4 weeks by
--          the deadline, never above the rows drawn; status: red = after the
--          deadline short of target, amber = behind the yardstick or the pace
--          falls short, done = target met; no colour on a real base that is
--          not approved in every county of the unit
-- 规则:    M1–M9、M29，分单位；预计差额＝按近4周速度到期限日推算，不超过已抽取
--          户数；状态：红＝期限已过未达目标，黄＝落后于应达进度或速度不够，
--          完成＝达到目标；实际基数有县未核定的单位不着色
-- base:    yes
-- small:   drawn_count > sufficiency_rate; checked_count > completion_rate,
--          gap_count, pace_deviation, needed_per_day, shortfall_count;
--          published_count; week_count
-- access:  aggregate
with

bases as (

    select
        unit,
        bool_and(is_approved) as is_base_approved
    from base_stock
    where entity_kind = '企业'
    group by unit

)

select
    positions.part as unit,
    positions.floor_ppm / 1e6 as floor_rate,
    positions.is_judged,
    reporting_units.is_key_city,
    positions.target_count,
    positions.drawn_count,
    positions.checked_count,
    positions.published_count,
    positions.gap_count,
    positions.completion_rate,
    positions.sufficiency_rate,
    positions.yardstick_rate,
    positions.is_by_plan,
    positions.pace_deviation,
    positions.week_count,
    positions.left_count as workdays_left_count,
    positions.needed_per_day,
    gap_of(positions.target_count, positions.short_forecast_count)
        as shortfall_count,
    case
        when positions.target_count is null then 'neutral'
        when positions.gap_count = 0 then 'done'
        when not coalesce(bases.is_base_approved, false)
            and not campaign.is_synthetic
            then 'neutral'
        when positions.is_over then 'red'
        when positions.checked_count < positions.yardstick_rate
            * positions.target_count
            or positions.short_forecast_count < positions.target_count
            then 'amber'
        else 'neutral'
    end as status
from positions($as_of, $units, $counties, false) as positions
cross join campaign
left join bases
    on positions.part = bases.unit
inner join reporting_units
    on positions.part = reporting_units.unit
order by positions.unit_order
