-- 典型案例清单 | Cases: every case with its state, evidence and publicity.
-- grain:   one row per case, by unit and number
-- params:  $as_of, $units
-- columns: case_id, title, unit, case_year, background, practice, class_use,
--          outcome, replicability, task_no, state, publicised_on, medium,
--          has_evidence
-- rule:    闽市监信〔2022〕51号 三（四）; a case publicised after the as-of date is
--          still 采用, its publicity not yet known
-- access:  aggregate
select
    case_rows.case_id,
    case_rows.title,
    case_rows.unit,
    case_rows.case_year,
    case_rows.background,
    case_rows.practice,
    case_rows.class_use,
    case_rows.outcome,
    case_rows.replicability,
    case_rows.task_no,
    case
        when case_rows.state = '已宣传' and case_rows.publicised_on > $as_of
            then '采用'
        else case_rows.state
    end as state,
    case
        when case_rows.publicised_on <= $as_of then case_rows.publicised_on
    end as publicised_on,
    case
        when case_rows.publicised_on > $as_of then null
        else case_rows.medium
    end as medium,
    case_rows.has_evidence
from case_rows
left join ref_units
    on case_rows.unit = ref_units.unit
where $units is null or list_contains($units, case_rows.unit)
order by ref_units.unit_order nulls last, case_rows.unit, case_rows.case_id
