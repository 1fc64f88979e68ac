-- 目标版本 | Target versions: every floor, from when it holds, and why.
-- grain:   unit, valid_from_on; 全省 first
-- 粒度:    每个单位、每个生效日期一行；全省在前
-- params:  $as_of, $units
-- columns: unit, floor_ppm, floor_rate, is_judged, valid_from_on, is_in_force,
--          source, note, note_en
-- rule:    the notice, part 1 (1): provisional, may be adjusted; before the
--          first version the first one holds
-- 规则:    通知第一部分（一）：暂定，可调整；首个版本生效之前按首个版本
-- access:  aggregate
select
    unit,
    floor_ppm,
    floor_ppm / 1000000 as floor_rate,
    is_judged,
    valid_from_on,
    is_in_force(valid_from_on, next_version_on, is_first, $as_of)
        as is_in_force,
    source,
    note,
    note_en
from unit_targets
where unit = '全省' or is_among(unit, $units)
order by unit_order, valid_from_on
