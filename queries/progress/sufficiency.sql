-- 抽取充足率 | Sufficiency: has a unit drawn enough to be able to finish?
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units, $counties
-- columns: unit, target_count, drawn_count, checked_count, gone_rate,
--          expected_gone_count, sufficiency_rate, still_to_draw_count
-- rule:    M29: M1 - M2a + expected R9/R10; expected = drawn x the share of the
--          unit's inspected enterprises that only had R9 or R10, rounded up
-- 规则:    M29：M1－M2a＋预计R9、R10户数；预计＝已抽取×该单位已检查企业中仅有
--          R9、R10的比例，向上取整
-- base:    yes
-- small:   drawn_count > sufficiency_rate, still_to_draw_count; checked_count;
--          expected_gone_count > gone_rate, still_to_draw_count
-- access:  aggregate
select
    part as unit,
    target_count,
    drawn_count,
    checked_count,
    rate(checked_count - kept_count, checked_count) as gone_rate,
    expected_gone(drawn_count, checked_count, kept_count)
        as expected_gone_count,
    sufficiency_rate,
    gap_of(
        target_count + coalesce(expected_gone_count, 0), drawn_count
    ) as still_to_draw_count
from positions($as_of, $units, $counties, false)
order by unit_order
