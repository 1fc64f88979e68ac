-- 测算依据 | What a plan rests on: base, floor and people of each unit.
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, base_count, floor_ppm, is_judged, target_count,
--          province_floor_ppm, inspector_count, visit_days
-- rule:    notice, part 1 (1), M1: floors on the stock at the end of the year
--          before, judged where the notice names the unit; the provincial floor
--          only for the whole province; M23: 有效 inspectors with a valid
--          certificate; visit_days = inspector-days of one visit by a pair, an
--          assumption
-- 规则:    通知第一部分（一）、M1：以上年末实有数为基数的比例，
--          通知列明的单位才作判定；省级底线只用于全省；M23：
--          状态有效且证件未过期的检查人员；每户人天＝一次检查占用的人员天数，
--          为假设值
-- small:   inspector_count
-- access:  aggregate
with

staff as (

    select
        unit,
        count(*) as inspector_count
    from inspector_rows
    where state = '有效'
        and (cert_valid_to is null or cert_valid_to >= $as_of)
        and is_among(county_code, $counties)
    group by unit

)

select
    floors.unit,
    floors.stock_count as base_count,
    floors.floor_ppm,
    floors.is_judged,
    floors.target_count,
    province.floor_ppm as province_floor_ppm,
    coalesce(staff.inspector_count, 0) as inspector_count,
    rules.inspectors_per_visit / rules.visits_per_pair_day as visit_days
from unit_floors($as_of, $units, $counties) as floors
cross join province_floor($as_of, $units, $counties) as province
cross join rules
left join staff
    on floors.unit = staff.unit
order by floors.unit_order
