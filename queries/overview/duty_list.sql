-- 应交材料 | Duties: who owes which document, and what has come in.
-- grain:   one row per duty and subject, what is missing first
-- params:  $as_of, $units
-- columns: duty, subject_kind, unit, subject, due_on, received_on, filed_at,
--          is_received, is_overdue, basis
-- rule:    notice.md N4, N5, N13, N17 and duties.csv: duties that must be done;
--          a plan in the plan table is a plan; received by the as-of date;
--          overdue = due before it and not received
-- access:  aggregate
with

owed as (

    select
        *,
        coalesce(received_on <= $as_of, false) as is_received
    from owed_duties
    where obligation = '必须'
        and ($units is null or list_contains($units, unit))

)

select
    owed.duty,
    owed.subject_kind,
    owed.unit,
    owed.subject,
    owed.due_on,
    case when owed.is_received then owed.received_on end as received_on,
    case when owed.is_received then owed.filed_at end as filed_at,
    owed.is_received,
    not owed.is_received and coalesce(owed.due_on < $as_of, false)
        as is_overdue,
    owed.basis
from owed
inner join ref_units
    on owed.unit = ref_units.unit
order by
    owed.is_received,
    owed.duty,
    owed.subject_kind,
    ref_units.unit_order,
    owed.subject
