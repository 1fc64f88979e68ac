-- 抽取不足 | Drawn too few: units that cannot finish at any pace.
-- grain:   one row per unit, most to draw first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, target_count,
--          drawn_count, expected_gone_count, to_draw_count, workdays_left_count
-- rule:    M29 as in sufficiency: target - drawn + expected R9/R10, at least
--          $threshold of the target and alert_min_rows; only when at most
--          alert_draw_workdays working days are left: draws go on till then
-- 规则:    M29，同抽取充足率：目标－已抽取＋预计R9、R10，不少于目标的 $threshold
--          和参数 alert_min_rows；剩余工作日不多于 alert_draw_workdays 时才提示
-- base:    yes
-- small:   drawn_count > to_draw_count; expected_gone_count > to_draw_count
-- access:  aggregate
with

measured as (

    select
        positions.*,
        rules.alert_min_rows,
        coalesce(expected_gone(drawn_count, checked_count, kept_count), 0)
            as expected_gone_count,
        target_count - drawn_count + expected_gone_count as to_draw_count
    from positions($as_of, $units, null, false) as positions
    cross join rules
    where positions.left_count <= rules.alert_draw_workdays

)

select
    part as unit,
    null::varchar as county_code,
    null::varchar as office,
    part as subject,
    false as is_overdue,
    target_count,
    drawn_count,
    expected_gone_count,
    to_draw_count,
    left_count as workdays_left_count
from measured
where to_draw_count >= greatest($threshold * target_count, alert_min_rows)
order by to_draw_count desc, unit_order
