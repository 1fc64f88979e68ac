-- 应交材料 | Duties: who owes which document, and what has come in.
-- grain:   one row per duty and subject, what is missing first
-- 粒度:    每项材料、每个报送方一行，未收到的在前
-- params:  $as_of, $units
-- columns: duty, subject_kind, unit, subject, due_on, received_on, known_on,
--          filed_at, is_received, is_unknown, is_overdue, is_without_case,
--          basis
-- rule:    M24, duties of the notice that must be done; a plan in the plan
--          table is a plan; received by the as-of date, on a day that is said
--          or known from a first draw or export on (known_on); unknown =
--          received on a day that no export says, which counts later; overdue =
--          due before the as-of date and missing; 典型案例 by the cases that
--          count; is_without_case = recorded as received, but none counts
-- 规则:    M24，通知要求必须完成的事项；计划表中有的即为已有计划；以截止日期前
--          收到为准，无收到日期的列最早见到的日期；
--          未知＝收到而无日期，尚未到可计入之日；
--          逾期＝截止日期前到期未交；典型案例以可计入的案例为准，
--          记为已收到而没有可计入案例的标出
-- access:  aggregate
select
    owed.duty,
    owed.subject_kind,
    owed.unit,
    owed.subject,
    owed.due_on,
    case when owed.is_received and owed.is_dated then owed.received_on end
        as received_on,
    case when owed.is_received and not owed.is_dated then owed.received_on end
        as known_on,
    case when owed.is_received then owed.filed_at end as filed_at,
    owed.is_received,
    owed.is_unknown,
    owed.is_missing and owed.is_past as is_overdue,
    owed.is_without_case,
    owed.basis
from due_duties($as_of, $units) as owed
inner join reporting_units
    on owed.unit = reporting_units.unit
order by
    owed.is_received,
    owed.is_unknown,
    owed.due_on nulls last,
    owed.duty,
    owed.subject_kind,
    reporting_units.unit_order,
    owed.subject
