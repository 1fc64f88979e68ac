-- 应交材料 | duties: state of each duty of each subject, as exported.
-- grain:   duty, subject
-- rule:    duties as data; the latest export of a subject counts
select
    duty,
    subject,
    unit,
    state,
    received_on,
    filed_at,
    score,
    score_item,
    source_file,
    sheet,
    source_row
from duties
order by duty, unit, subject
