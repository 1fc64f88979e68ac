-- 应交材料 | duties: the state of one duty of one subject as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    notice N5, N13: submission is tracked as a duty of its own
with

typed as (

    select
        *,
        as_free_text(duty) as clean_duty,
        as_free_text(subject) as clean_subject,
        as_date(received_on) as clean_received_on
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_duty as duty,
    clean_subject as subject,
    as_free_text(state) as state,
    clean_received_on as received_on,
    as_free_text(filed_at) as filed_at,
    as_number(score) as score,
    as_free_text(score_item) as score_item,
    case
        when clean_duty is null then 'key_missing'
        when clean_subject is null then 'place_missing'
    end as reject_code,
    case when clean_duty is null then 'duty' else 'subject' end as reject_column,
    concat_ws('|', clean_duty, clean_subject, as_free_text(score_item)) as row_key,
    row_key as own_key,
    doubts([
        doubt_of_date('received_on', received_on, clean_received_on)
    ]) as doubts
from typed
