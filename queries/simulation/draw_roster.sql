-- 模拟配对人员 | Roster of a simulated draw: who could be paired.
-- grain:   inspector
-- 粒度:    每名检查人员一行
-- params:  $units, $counties
-- columns: inspector, unit, region, station, cert_valid_to, state,
--          qualifications
-- rule:    persons of the county that draws; whether a certificate lasts to the
--          end of the task is decided when the roster is made
-- 规则:    抽取县的执法检查人员；证件是否在任务期内有效，生成名单时再判断
-- access:  named
select
    inspector_id as inspector,
    unit,
    county_code as region,
    station,
    cert_valid_to,
    state,
    qualifications
from inspector_rows
where county_code is not null
    and is_among(unit, $units)
    and is_among(county_code, $counties)
order by inspector_id
