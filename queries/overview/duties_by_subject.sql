-- 谁还没交 | Who has not reported: units and offices, what each owes and sent.
-- grain:   one row per unit with its counties and per provincial office, those
--          overdue first; 合计 last
-- 粒度:    每个单位（含所辖县）、每个省局处室一行，逾期的在前；合计在最后
-- params:  $as_of, $units, $offices
-- columns: unit, subject, duty_count, received_count, overdue_duty_count,
--          waiting_duty_count, undated_duty_count, unknown_duty_count,
--          overdue_duties, waiting_duties, undated_duties
-- rule:    M24: what must be done, by who owes it, a county's with its unit's:
--          received by the as-of date; missing and overdue (due before it),
--          not due yet, or without a date in the notice; unknown = received on
--          a day that no export says, which counts later; the five add up
-- 规则:    M24：必须完成的事项，按报送方计，县的计入所属单位：截止日期前已收到的；
--          未交的分逾期（期限在截止日期之前）、未到期、文件未定期限三类；
--          未知＝收到而无日期，尚未到可计入之日；五者相加为应交
-- access:  aggregate
with

owed as (

    select
        unit,
        if(subject_kind = '处室', subject, unit) as owing,
        if(subject_kind = '县', subject || duty, duty) as named,
        if(due_on is null, named, named || '（' || due_on || '）') as dated,
        due_on,
        is_received,
        is_unknown,
        is_missing and is_past as is_overdue,
        is_missing and not is_past and due_on is not null as is_waiting,
        is_missing and due_on is null as is_undated
    from due_duties($as_of, $units)
    where is_among(subject, $offices)

),

counted as (

    select
        unit,
        owing,
        count(*) as duty_count,
        count(*) filter (where is_received) as received_count,
        count(*) filter (where is_overdue) as overdue_duty_count,
        count(*) filter (where is_waiting) as waiting_duty_count,
        count(*) filter (where is_undated) as undated_duty_count,
        count(*) filter (where is_unknown) as unknown_duty_count,
        string_agg(dated, '、' order by due_on, named)
            filter (where is_overdue) as overdue_duties,
        string_agg(dated, '、' order by due_on, named)
            filter (where is_waiting) as waiting_duties,
        string_agg(dated, '、' order by named)
            filter (where is_undated) as undated_duties
    from owed
    group by grouping sets ((unit, owing), ())

)

select
    coalesce(counted.unit, '合计') as unit,
    coalesce(counted.owing, '合计') as subject,
    counted.duty_count,
    counted.received_count,
    counted.overdue_duty_count,
    counted.waiting_duty_count,
    counted.undated_duty_count,
    counted.unknown_duty_count,
    if(counted.unit is null, null, counted.overdue_duties) as overdue_duties,
    if(counted.unit is null, null, counted.waiting_duties) as waiting_duties,
    if(counted.unit is null, null, counted.undated_duties) as undated_duties
from counted
left join reporting_units
    on counted.unit = reporting_units.unit
order by
    counted.unit is null,
    counted.overdue_duty_count desc,
    counted.waiting_duty_count desc,
    counted.undated_duty_count desc,
    reporting_units.unit_order,
    counted.owing
