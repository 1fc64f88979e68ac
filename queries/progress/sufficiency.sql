-- 抽取充足率 | Sufficiency: has a unit drawn enough to be able to finish?
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties, $is_without_gone
-- columns: unit, is_judged, target_count, drawn_count, checked_count,
--          sufficiency_rate, gone_rate, expected_gone_count,
--          still_to_draw_count
-- rule:    M29: M1 - M2a, nothing once the target is reached, unknown after
--          the deadline; R9 and R10 count as inspected and so here. Only with
--          $is_without_gone, which leaves them out of what is inspected, their
--          expected number is added: drawn x the share of the enterprises
--          inspected that only had R9 or R10, rounded up
-- 规则:    M29：M1－M2a，已达目标为0，期限过后不再列；R9、R10计入已检查，也计入
--          此处。只有选择剔除R9、R10时才加上预计户数：已抽取×该单位已检查企业
--          中仅有R9、R10的比例，向上取整
-- base:    yes
-- small:   drawn_count > sufficiency_rate, still_to_draw_count; checked_count;
--          expected_gone_count > gone_rate, still_to_draw_count
-- access:  aggregate
with

measured as (

    select
        *,
        rate(checked_count - kept_count, checked_count) as gone_rate,
        ceil(
            rate(drawn_count * (checked_count - kept_count), checked_count)
            - 1e-6
        )::bigint as expected_gone_count
    from standings($as_of, $units, $counties)
    where not is_whole

)

select
    part as unit,
    is_judged,
    target_count,
    drawn_count,
    checked_count,
    sufficiency_rate,
    gone_rate,
    expected_gone_count,
    case
        when is_over or not coalesce($is_without_gone, false)
            then still_to_draw_count
        when kept_count >= target_count then 0
        else gap_of(
            target_count + coalesce(expected_gone_count, 0), drawn_count
        )
    end as still_to_draw_count
from measured
order by unit_order
