-- 应交材料 | duties: the state of each duty.
-- grain:   duty, subject, year of export
-- columns: those of queries/canonical/duties.sql
-- rule:    a subject that is no area is a provincial office
select
    duties.duty,
    duties.subject,
    places.unit,
    duties.state,
    duties.received_on,
    duties.filed_at,
    duties.score,
    duties.score_item,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    duties.source_row
from staged_duties as duties
inner join sheets
    using (sheet_no)
left join places
    on duties.subject = places.place_text
