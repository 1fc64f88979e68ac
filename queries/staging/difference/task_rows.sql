-- 已知任务户 | task rows: those known before, corrected, without what was told only since.
-- grain:   task_no, entity_id
-- rule:    a part that is late is as it was
select
    new_rows.* exclude (row_key, row_content) replace (
        if(is_inspected_late, old_rows.inspected_on, new_rows.inspected_on)
            as inspected_on,
        if(is_inspected_late, old_rows.entered_on, new_rows.entered_on) as entered_on,
        if(is_inspected_late, old_rows.reviewed_on, new_rows.reviewed_on) as reviewed_on,
        if(is_inspected_late, old_rows.entry_state, new_rows.entry_state) as entry_state,
        if(is_inspected_late, old_rows.check_office, new_rows.check_office)
            as check_office,
        if(is_inspected_late, old_rows.methods, new_rows.methods) as methods,
        if(is_inspected_late, old_rows.inspector_ids, new_rows.inspector_ids)
            as inspector_ids,
        if(is_published_late, old_rows.published_on, new_rows.published_on)
            as published_on,
        if(is_published_late, old_rows.pub_state, new_rows.pub_state) as pub_state,
        if(is_published_late, old_rows.not_public_reason, new_rows.not_public_reason)
            as not_public_reason,
        if(is_published_late, old_rows.collected_on, new_rows.collected_on)
            as collected_on,
        if(is_published_late, old_rows.is_collected, new_rows.is_collected)
            as is_collected,
        if(is_closed_late, old_rows.closed_on, new_rows.closed_on) as closed_on,
        if(is_closed_late, old_rows.verified_on, new_rows.verified_on) as verified_on,
        if(is_closed_late, old_rows.disposal_state, new_rows.disposal_state)
            as disposal_state,
        if(is_closed_late, old_rows.needs_disposal, new_rows.needs_disposal)
            as needs_disposal,
        if(is_closed_late, old_rows.disposal_kinds, new_rows.disposal_kinds)
            as disposal_kinds,
        if(is_closed_late, old_rows.is_case_filed, new_rows.is_case_filed)
            as is_case_filed
    )
from new_rows
inner join old_rows
    using (row_key)
inner join late_parts
    on
        new_rows.task_no = late_parts.task_no
        and new_rows.entity_id = late_parts.entity_id
