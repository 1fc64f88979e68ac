-- 典型案例 | cases: as exported, with the part that makes a case count.
-- grain:   case_id
-- rule:    the notice, part 3 (4): a case counts only with a task number
--          and how the class was used, and once handed in: on the day that the
--          table of duties says, or that of its publicity; else on no known day
with

received as (

    select
        subject,
        min(received_on) as received_on
    from duties
    where duty = '典型案例'
    group by subject

)

select
    cases.case_id,
    cases.title,
    cases.unit,
    cases.case_year,
    cases.background,
    cases.practice,
    cases.class_use,
    cases.outcome,
    cases.replicability,
    cases.task_no,
    cases.state,
    cases.publicised_on,
    cases.medium,
    cases.task_no is not null and cases.class_use is not null as has_evidence,
    least(received.received_on, cases.publicised_on) as submitted_on,
    cases.exported_on,
    cases.source_file,
    cases.sheet,
    cases.source_row
from cases
left join received
    on cases.unit = received.subject
order by cases.unit, cases.case_id
