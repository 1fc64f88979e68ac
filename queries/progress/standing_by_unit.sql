-- 各单位位置 | Standing by unit: who is behind, by how much, and since when.
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, floor_rate, is_judged, is_key_city, target_count,
--          drawn_count, checked_count, published_count, gap_count,
--          completion_rate, sufficiency_rate, yardstick_rate, is_by_plan,
--          pace_deviation, week_count, workdays_left_count, needed_per_day,
--          shortfall_count, still_to_draw_count, on_deadline_count,
--          late_count, deadline_gap_count, status, signal
-- rule:    M1-M9, M29, M35 by unit; shortfall = what the pace of the last 4
--          weeks alone leaves short by the deadline; to draw = target - drawn;
--          status before the deadline has passed: done, short, undrawn, both,
--          behind the yardstick, or neutral; after it on time, late or missed,
--          judged on the deadline; a unit without a figure in the notice is
--          judged by nobody; signal: red = short on the deadline once it has
--          passed, amber = behind, short or drawn too few (M29); no colour for
--          reference nor on a real base that is not approved in every county
--          of the unit
-- 规则:    M1–M9、M29、M35，分单位；预计差额＝仅按近4周速度到期限日尚差；还需
--          抽取＝目标－已抽取；期限前状态：已达目标、速度不够、抽取不足、两者、
--          落后应达或正常；期限后按期限日判定：按期完成、逾期完成、未完成；文件
--          未单列的单位仅作参照、不作判定；颜色：红＝期限已过且期限日未达目标，
--          黄＝落后、速度不够或抽取不足（M29）；仅作参照的和实际基数有县未核定的
--          不着色
-- base:    yes
-- small:   drawn_count > sufficiency_rate, still_to_draw_count, status,
--          signal; checked_count > completion_rate, gap_count,
--          pace_deviation, needed_per_day, shortfall_count, status, signal;
--          published_count; week_count; on_deadline_count >
--          deadline_gap_count, status, signal; late_count > status, signal
-- parts:   on_deadline_count + late_count
-- access:  aggregate
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
    positions.shortfall_count,
    positions.still_to_draw_count,
    positions.on_deadline_count,
    positions.late_count,
    positions.deadline_gap_count,
    positions.status,
    signal_of(
        positions.status,
        positions.is_over,
        positions.is_judged
        and (coalesce(bases.is_approved, false) or campaign.is_synthetic)
    ) as signal
from standings($as_of, $units, $counties) as positions
cross join campaign
left join base_approvals($units) as bases
    on positions.part = bases.unit
inner join reporting_units
    on positions.part = reporting_units.unit
where not positions.is_whole
order by positions.unit_order
