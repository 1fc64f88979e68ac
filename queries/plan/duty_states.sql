-- 应交材料 | Duties: what each unit and office owes, and what was received.
-- grain:   one row per duty and unit or office, by duty, due date and unit
-- params:  $as_of, $units
-- columns: duty, duty_en, subject_kind, unit, subject, obligation, due_on,
--          received_on, days_left_count, state, score_value, filed_at, basis
-- rule:    M24, data/reference/duties.csv: 已收到 by the as-of date, else 逾期 past
--          the due date, else 未收到; a duty without a date is never 逾期
-- access:  aggregate
select
    duty_rows.duty,
    duty_rows.name_en as duty_en,
    duty_rows.subject_kind,
    duty_rows.unit,
    duty_rows.subject,
    duty_rows.obligation,
    duty_rows.due_on,
    case
        when duty_rows.received_on <= $as_of then duty_rows.received_on
    end as received_on,
    date_diff('day', $as_of, duty_rows.due_on) as days_left_count,
    case
        when duty_rows.received_on <= $as_of then '已收到'
        when duty_rows.due_on < $as_of then '逾期'
        else '未收到'
    end as state,
    case
        when duty_rows.received_on <= $as_of then duty_rows.score
    end as score_value,
    case
        when duty_rows.received_on <= $as_of then duty_rows.filed_at
    end as filed_at,
    duty_rows.basis
from duty_rows
left join ref_units
    on duty_rows.unit = ref_units.unit
where duty_rows.subject_kind <> '县'
    and ($units is null or list_contains($units, duty_rows.unit))
order by
    duty_rows.due_on nulls last,
    duty_rows.duty,
    duty_rows.subject_kind,
    ref_units.unit_order,
    duty_rows.subject
