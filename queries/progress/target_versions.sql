-- 目标版本 | Target versions: every floor, from when it holds, and why.
-- grain:   unit, valid_from_on; 全省 first
-- params:  $as_of, $units
-- columns: unit, floor_ppm, floor_rate, is_judged, valid_from_on, is_in_force,
--          source, note, note_en
-- rule:    闽市监信〔2022〕51号 一（一）: provisional, may be adjusted; before the
--          first version the first one holds
-- access:  aggregate
select
    unit,
    floor_ppm,
    floor_ppm / 1000000 as floor_rate,
    is_judged,
    valid_from_on,
    (valid_from_on <= $as_of or is_first)
        and (next_version_on is null or next_version_on > $as_of)
        as is_in_force,
    source,
    note,
    note_en
from unit_targets
where $units is null or unit = '全省' or list_contains($units, unit)
order by unit_order, valid_from_on
