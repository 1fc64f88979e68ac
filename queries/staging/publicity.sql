-- 公示与后续处置 | publicity and follow-up: one entity of a task as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    published without a date stays without a date
with

coded as (

    select
        *,
        as_document_no(task_no) as clean_task_no,
        as_code(uscc) as code_a,
        as_code(id_raw) as code_b,
        as_code(reg_no) as code_c,
        as_free_text(name) as clean_name,
        as_date(published_on) as clean_published_on,
        as_date(closed_on) as clean_closed_on,
        as_date(collected_on) as clean_collected_on,
        as_date(verified_on) as clean_verified_on
    from data

),

identified as (

    select
        *,
        first_uscc(code_a, code_b, code_c) as clean_uscc,
        first_reg_no(code_c, code_b, code_a) as clean_reg_no,
        name_key(clean_name) as clean_name_key
    from coded

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
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
    end as reject_code,
    case when clean_task_no is null then 'task_no' else 'uscc' end as reject_column,
    concat_ws(
        '|', clean_task_no, coalesce(clean_uscc, clean_reg_no, clean_name_key)
    ) as row_key,
    doubts(list_concat(
        code_doubts(
            uscc, id_raw, reg_no, code_a, code_b, code_c, clean_uscc, clean_reg_no
        ),
        [
            doubt(number_sign_doubt(clean_task_no), 'task_no', task_no, clean_task_no),
            doubt_of_date('published_on', published_on, clean_published_on),
            doubt_of_date('closed_on', closed_on, clean_closed_on),
            doubt_of_date('collected_on', collected_on, clean_collected_on),
            doubt_of_date('verified_on', verified_on, clean_verified_on)
        ]
    )) as doubts
from identified
