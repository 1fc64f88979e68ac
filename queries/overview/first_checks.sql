-- 首次检查 | First checks: the day each enterprise was first inspected.
-- grain:   one row per enterprise and reporting unit it counts in; with
--          $is_whole one per enterprise, unit 合计
-- 粒度:    每个企业、每个计入的报告单位一行；设 $is_whole 时每个企业一行，单位为合计
-- params:  $as_of, $units, $counties, $is_whole
-- columns: unit, entity_id, first_on, known_on
-- rule:    M2b: inspected by the as-of date; known = the first day on which an
--          inspection had both happened and been entered, one without a day of
--          entry at once
-- 规则:    M2b：截至截止日期已检查；最早得知＝既已检查又已录入的第一天，
--          没有录入日期的按检查当日
-- base:    yes
-- access:  named
select
    if(coalesce($is_whole, false), '合计', unit) as unit,
    entity_id,
    min(checked_on) as first_on,
    min(known_on) as known_on
from entity_firsts
where entity_kind = '企业'
    and checked_on <= $as_of
    and is_among(unit, $units)
    and is_among(county_code, $counties)
group by all
order by entity_id, unit
