-- 典型案例总数 | Cases in figures: cities, units that report alone, and duties.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units
-- columns: city_count, city_done_count, plus_one_count, plus_one_done_count,
--          counting_count, publicised_count, clue_count
-- rule:    units that owe a case, cities (a code of four digits) apart from
--          those that report alone; a 线索 is no case, a 起草 not handed in, and
--          neither counts
-- 规则:    应有案例的单位，设区市（四位代码）与单列报告的分开；线索不算案例，起草
--          的尚未报送，都不计入
-- access:  aggregate
with

cases as (

    select
        ref_units.unit,
        length(ref_units.unit_code) = 4 as is_city,
        cases.state
    from ref_units
    left join cases_of_year($as_of, $units) as cases
        on ref_units.unit = cases.unit
    where ref_units.has_case_duty and is_among(ref_units.unit, $units)

)

select
    count(distinct unit) filter (where is_city) as city_count,
    count(distinct unit) filter (where is_city and is_handed_in(state))
        as city_done_count,
    count(distinct unit) filter (where not is_city) as plus_one_count,
    count(distinct unit) filter (where not is_city and is_handed_in(state))
        as plus_one_done_count,
    count(*) filter (where is_handed_in(state)) as counting_count,
    count(*) filter (where state = '已宣传') as publicised_count,
    count(*) filter (where state = '线索') as clue_count
from cases
