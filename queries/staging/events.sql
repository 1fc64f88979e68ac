-- 大事记 | events: one dated event as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a small table that travels with an export
with

typed as (

    select
        *,
        as_date(happened_on) as clean_day,
        as_free_text(event) as clean_event
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_day as happened_on,
    as_text(unit) as unit_text,
    clean_event as event,
    case
        when clean_day is null then 'date_unreadable'
        when clean_event is null then 'key_missing'
    end as reject_code,
    case when clean_day is null then 'happened_on' else 'event' end as reject_column,
    concat_ws('|', clean_day, as_text(unit), clean_event) as row_key,
    row_key as own_key,
    doubts([
        doubt_of_date('happened_on', happened_on, clean_day)
    ]) as doubts
from typed
