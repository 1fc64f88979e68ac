-- 信用风险分类 | class history: one exported class of an entity on a date.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    a class without date or entity cannot be placed in time and is refused
with

coded as (

    select
        *,
        as_code(uscc) as code_a,
        as_code(id_raw) as code_b,
        as_code(reg_no) as code_c,
        as_free_text(name) as clean_name,
        as_date(class_on) as clean_class_on,
        as_key(as_text(risk_class)) as class_text
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
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name_key as name_key,
    class_text,
    clean_class_on as class_on,
    as_number(risk_score) as class_score,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
        when clean_class_on is null then 'date_unreadable'
        when class_text is null then 'class_missing'
    end as reject_code,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then 'uscc'
        when clean_class_on is null then 'class_on'
        else 'risk_class'
    end as reject_column,
    coalesce(clean_uscc, clean_reg_no, clean_name_key) || '|' || clean_class_on
        as row_key,
    doubts(list_concat(
        code_doubts(
            uscc, id_raw, reg_no, code_a, code_b, code_c, clean_uscc, clean_reg_no
        ),
        [doubt_of_month('class_on', class_on, clean_class_on)]
    )) as doubts
from identified
