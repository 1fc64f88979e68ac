-- 典型案例进度 | Cases by unit: who has one that counts, and how far it is.
-- grain:   one row per reporting unit in its order
-- 粒度:    每个报告单位一行，按固定顺序
-- params:  $as_of, $units
-- columns: unit, is_required, clue_count, draft_count, submitted_count,
--          adopted_count, publicised_count, case_count, counting_count,
--          is_fulfilled
-- rule:    the notice, part 3 (4): at least one per unit; without a task
--          number or the use of the class it is 线索, whatever its state says;
--          a 线索 is no case, a 起草 not handed in, and neither counts; a case
--          that came in after the as-of date is still 起草, one publicised
--          after it 采用; other states bear no date
-- 规则:    通知第三部分（四）：每个单位至少一个；缺任务编号或分类运用的，不论所填状
--          态均为线索；线索不算案例，起草的尚未报送，都不计入；统计日之后才收到
--          的仍为起草，之后才宣传的仍为采用；其他状态不带日期
-- sums:    clue_count, draft_count, submitted_count, adopted_count,
--          publicised_count, case_count, counting_count
-- access:  aggregate
select
    ref_units.unit,
    ref_units.has_case_duty as is_required,
    count(*) filter (where cases.state = '线索') as clue_count,
    count(*) filter (where cases.state = '起草') as draft_count,
    count(*) filter (where cases.state = '报送') as submitted_count,
    count(*) filter (where cases.state = '采用') as adopted_count,
    count(*) filter (where cases.state = '已宣传') as publicised_count,
    count(cases.case_id) as case_count,
    count(*) filter (where is_handed_in(cases.state))
        as counting_count,
    counting_count > 0 as is_fulfilled
from ref_units
left join cases_of_year($as_of, $units) as cases
    on ref_units.unit = cases.unit
where is_among(ref_units.unit, $units)
group by ref_units.unit, ref_units.unit_order, ref_units.has_case_duty
having ref_units.has_case_duty or count(cases.case_id) > 0
order by ref_units.unit_order
