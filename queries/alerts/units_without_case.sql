-- 尚无典型案例 | No case yet: units without a case that counts.
-- grain:   one row per unit that owes one, in its order
-- 粒度:    应报送的单位各一行，按固定顺序
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, case_count, due_on
-- rule:    the notice, part 3 (4): a case counts with a task number and the
--          use of the class, handed in; from $threshold days before the due
--          date on
-- 规则:    通知第三部分（四）：有任务编号和分类运用、且已报送的才算案例；期限前
--          $threshold 天起提示
-- access:  aggregate
select
    ref_units.unit,
    null::varchar as county_code,
    null::varchar as office,
    ref_units.unit as subject,
    ref_duties.due_on < $as_of as is_overdue,
    count(cases.case_id) as case_count,
    ref_duties.due_on
from ref_units
inner join ref_duties
    on ref_duties.duty = '典型案例'
    and ref_duties.subject_kind = '单位'
left join cases_of_year($as_of, $units) as cases
    on ref_units.unit = cases.unit
where ref_units.has_case_duty
    and is_among(ref_units.unit, $units)
    and date_diff('day', $as_of, ref_duties.due_on) <= $threshold
group by ref_units.unit, ref_units.unit_order, ref_duties.due_on
having count(*) filter (where is_handed_in(cases.state)) = 0
order by ref_units.unit_order
