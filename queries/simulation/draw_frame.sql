-- 模拟抽取名录 | Frame of a simulated draw: enterprises that could be drawn.
-- grain:   one row per enterprise 存续 with a code, by code
-- params:  $units, $counties
-- columns: id, region, station, risk_class, unit
-- rule:    draw.md 1: the class at the data date; 模拟结果，不作为检查依据
-- access:  class
select
    uscc as id,
    county_code as region,
    station,
    coalesce(risk_class, '-') as risk_class,
    unit
from entity_register
where in_register
    and entity_kind = '企业'
    and reg_status = '存续'
    and uscc is not null
    and county_code is not null
    and ($units is null or list_contains($units, unit))
    and ($counties is null or list_contains($counties, county_code))
order by uscc
