-- 公示与后续处置 | publicity and follow-up: one entity of a task as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    published without a date stays without a date
with

-- All days by one list: the rule is planned once.
dated as (

    select
        *,
        list_transform(
            [published_on, closed_on, collected_on, verified_on],
            lambda cell: as_date(cell)
        ) as days
    from identified

),

typed as (

    select
        *,
        as_document_no(task_no) as clean_task_no,
        days[1] as clean_published_on,
        days[2] as clean_closed_on,
        days[3] as clean_collected_on,
        days[4] as clean_verified_on
    from dated

)

select
    sheet_no,
    source_row,
    overflow,
    clean_task_no as task_no,
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name as name,
    clean_name_key as name_key,
    as_key(pub_state) as pub_text,
    clean_published_on as published_on,
    as_free_text(not_public_reason) as not_public_reason,
    as_key(needs_disposal) as needs_text,
    as_free_text(disposal_kinds) as disposal_text,
    as_key(disposal_state) as disposal_state_text,
    clean_closed_on as closed_on,
    clean_verified_on as verified_on,
    as_key(is_case_filed) as case_text,
    clean_collected_on as collected_on,
    as_key(collected) as collected_text,
    as_free_text(moved_to) as moved_to,
    as_key(source_system) as source_text,
    case
        when clean_task_no is null and is_scientific(task_no)
            then 'number_damaged'
        when clean_task_no is null then 'key_missing'
        when nobody_reject is not null then nobody_reject
    end as reject_code,
    case when clean_task_no is null then 'task_no' else 'uscc' end as reject_column,
    concat_ws(
        '|', clean_task_no, coalesce(clean_uscc, clean_reg_no, clean_name_key)
    ) as row_key,
    doubts(list_concat(
        identity_doubts,
        [
            doubt(number_sign_doubt(clean_task_no), 'task_no', task_no, clean_task_no),
            doubt_of_date('published_on', published_on, clean_published_on),
            doubt_of_date('closed_on', closed_on, clean_closed_on),
            doubt_of_date('collected_on', collected_on, clean_collected_on),
            doubt_of_date('verified_on', verified_on, clean_verified_on)
        ]
    )) as doubts
from typed
