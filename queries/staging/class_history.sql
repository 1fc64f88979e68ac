-- 信用风险分类 | class history: one exported class of an entity on a date.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a class without date or entity cannot be placed in time and is refused
with

typed as (

    select
        *,
        as_date(class_on) as clean_class_on,
        as_key(as_text(risk_class)) as class_text
    from identified

)

select
    sheet_no,
    source_row,
    overflow,
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name_key as name_key,
    class_text,
    clean_class_on as class_on,
    as_number(risk_score) as class_score,
    case
        when nobody_reject is not null then nobody_reject
        when clean_class_on is null then 'date_unreadable'
        when class_text is null then 'class_missing'
    end as reject_code,
    case
        when nobody_reject is not null then 'uscc'
        when clean_class_on is null then 'class_on'
        else 'risk_class'
    end as reject_column,
    coalesce(clean_uscc, clean_reg_no, clean_name_key) || '|' || clean_class_on
        as row_key,
    doubts(list_concat(
        identity_doubts,
        [doubt_of_month('class_on', class_on, clean_class_on)]
    )) as doubts
from typed
