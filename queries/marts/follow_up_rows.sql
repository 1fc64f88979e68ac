-- 处罚与列入 | follow-ups: penalties and entries of lists with their entity.
-- grain:   kind, entity_id, document_no, happened_on
-- rule:    facts of other procedures, shown beside the inspections and
--          counted in no rate
select
    follow_ups.entity_id,
    coalesce(entity_register.uscc, entity_register.reg_no) as entity_code,
    entity_register.name,
    entity_register.entity_kind,
    entity_register.unit,
    entity_register.county_code,
    follow_ups.kind,
    follow_ups.document_no,
    follow_ups.happened_on,
    follow_ups.ended_on,
    follow_ups.office,
    follow_ups.reason,
    follow_ups.content,
    follow_ups.fine_yuan,
    follow_ups.exported_on,
    follow_ups.source_file,
    follow_ups.sheet,
    follow_ups.source_row
from follow_ups
inner join entity_register
    on follow_ups.entity_id = entity_register.entity_id
order by
    entity_register.unit,
    follow_ups.happened_on nulls last,
    follow_ups.entity_id
