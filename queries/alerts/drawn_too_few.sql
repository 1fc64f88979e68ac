-- 抽取不足 | Drawn too few: units that cannot finish at any pace.
-- grain:   one row per unit, most to draw first
-- 粒度:    每个单位一行，还需抽取多的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, is_judged,
--          floor_rate, target_count, drawn_count, to_draw_count,
--          workdays_left_count
-- rule:    M29, still_to_draw_count of standing_by_unit: more than $threshold
--          of the target, one firm is enough where that is 0; nothing is
--          needed after the deadline
-- 规则:    M29，同各单位位置的还需抽取：多于目标的 $threshold，为0时少一户也提示；
--          期限过后不再需要抽取
-- base:    yes
-- small:   drawn_count > to_draw_count
-- access:  aggregate
select
    positions.part as unit,
    null::varchar as county_code,
    null::varchar as office,
    positions.part as subject,
    false as is_overdue,
    positions.is_judged,
    positions.floor_ppm / 1e6 as floor_rate,
    positions.target_count,
    positions.drawn_count,
    positions.still_to_draw_count as to_draw_count,
    positions.left_count as workdays_left_count
from standings($as_of, $units, null) as positions
where not positions.is_whole
    and positions.still_to_draw_count
        > $threshold * positions.target_count
order by to_draw_count desc, positions.unit_order
