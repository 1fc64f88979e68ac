-- 尚无典型案例 | No case yet: units without a case that counts.
-- grain:   one row per unit that owes one, in its order
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, case_count, due_on
-- rule:    notice.md N17: a case counts with a task number and the use of the
--          class, beyond 线索; from $threshold days before the due date on
-- access:  aggregate
with

counted as (

    select
        case_rows.unit,
        count(*) as case_count,
        count(*) filter (
            where case_rows.has_evidence and case_rows.state <> '线索'
        ) as counting_count
    from case_rows
    cross join campaign
    where case_rows.case_year = year(campaign.year_from_on)
        or case_rows.case_year is null
    group by case_rows.unit

)

select
    ref_units.unit,
    null::varchar as county_code,
    null::varchar as office,
    ref_units.unit as subject,
    ref_duties.due_on < $as_of as is_overdue,
    coalesce(counted.case_count, 0) as case_count,
    ref_duties.due_on
from ref_units
inner join ref_duties
    on ref_duties.duty = '典型案例'
    and ref_duties.subject_kind = '单位'
left join counted
    on ref_units.unit = counted.unit
where ref_units.has_case_duty
    and coalesce(counted.counting_count, 0) = 0
    and date_diff('day', $as_of, ref_duties.due_on) <= $threshold
    and ($units is null or list_contains($units, ref_units.unit))
order by ref_units.unit_order
