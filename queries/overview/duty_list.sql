-- 应交材料 | Duties: who owes which document, and what has come in.
-- grain:   one row per duty and subject, what is missing first
-- params:  $as_of, $units
-- columns: duty, subject_kind, unit, subject, due_on, received_on, filed_at,
--          is_received, is_overdue, basis
-- rule:    notice.md N5, N13, N17 and duties.csv: duties that must be done, of
--          units, supervised counties and the offices in the duty table;
--          received by the as-of date; overdue = due before it and not received
-- access:  aggregate
with

subjects as (

    select
        '单位' as subject_kind,
        unit,
        unit as subject,
        has_case_duty
    from ref_units
    where has_target
    union all
    select
        '县' as subject_kind,
        unit,
        county as subject,
        true as has_case_duty
    from ref_counties
    where is_supervised
    union all
    select distinct
        '处室' as subject_kind,
        unit,
        subject,
        true as has_case_duty
    from duty_rows
    where subject not in (select unit from ref_units)
        and subject not in (select county from ref_counties)

),

owed as (

    select
        ref_duties.duty,
        ref_duties.subject_kind,
        subjects.unit,
        subjects.subject,
        ref_duties.due_on,
        ref_duties.basis
    from ref_duties
    inner join subjects
        on ref_duties.subject_kind = subjects.subject_kind
    where ref_duties.obligation = '必须'
        and (ref_duties.duty <> '典型案例' or subjects.has_case_duty)
        and ($units is null or list_contains($units, subjects.unit))

),

received as (

    select
        duty,
        unit,
        subject,
        min(received_on) as received_on,
        any_value(filed_at) as filed_at
    from duty_rows
    where received_on <= $as_of
    group by duty, unit, subject

)

select
    owed.duty,
    owed.subject_kind,
    owed.unit,
    owed.subject,
    owed.due_on,
    received.received_on,
    received.filed_at,
    received.received_on is not null as is_received,
    received.received_on is null and coalesce(owed.due_on < $as_of, false)
        as is_overdue,
    owed.basis
from owed
left join received
    on owed.duty = received.duty
    and owed.subject = received.subject
    and owed.unit is not distinct from received.unit
left join ref_units
    on owed.unit = ref_units.unit
order by
    is_received,
    owed.duty,
    owed.subject_kind,
    ref_units.unit_order nulls last,
    owed.subject
