-- 典型案例 | cases: as exported, with the part that makes a case count.
-- grain:   case_id
-- rule:    the notice, part 3 (4): a case counts only with a task number
--          and how the class was used
select
    case_id,
    title,
    unit,
    case_year,
    background,
    practice,
    class_use,
    outcome,
    replicability,
    task_no,
    state,
    publicised_on,
    medium,
    task_no is not null and class_use is not null as has_evidence,
    exported_on,
    source_file,
    sheet,
    source_row
from cases
order by unit, case_id
