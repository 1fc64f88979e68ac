-- 身份 | identified: the data rows of the sheets in hand with whom each speaks of.
-- grain:   that of `data`
-- rule:    code over number over name; a row that says none of them speaks of nobody
create or replace temp view identified as
with

coded as (

    select
        *,
        as_code(uscc) as code_a,
        as_code(id_raw) as code_b,
        as_code(reg_no) as code_c,
        as_free_text(name) as clean_name
    from data

),

judged as (

    select
        *,
        is_usable_uscc(columns('^code_[abc]$')) as 'whole_\0',
        is_reg_no(columns('^code_[abc]$')) as 'older_\0'
    from coded

),

told as (

    select
        *,
        case
            when whole_code_a then code_a
            when whole_code_b then code_b
            when whole_code_c then code_c
        end as clean_uscc,
        case
            when older_code_c then code_c
            when older_code_b then code_b
            when older_code_a then code_a
        end as clean_reg_no,
        name_key(clean_name) as clean_name_key
    from judged

),

-- What each column of codes is doubted for: a macro writes its argument out wherever
-- it reads it.
doubted as (

    select
        *,
        unusable_code_doubt(uscc, code_a, whole_code_a, older_code_a) as doubt_a,
        unusable_code_doubt(id_raw, code_b, whole_code_b, older_code_b) as doubt_b,
        unusable_code_doubt(reg_no, code_c, whole_code_c, older_code_c) as doubt_c,
        uscc_doubt(clean_uscc) as doubt_of_uscc,
        reg_no_doubt(clean_reg_no) as doubt_of_reg_no,
        missing_code_doubt(
            coalesce(uscc, id_raw, reg_no),
            coalesce(code_a, code_b, code_c),
            clean_uscc,
            clean_reg_no
        ) as doubt_of_all
    from told

)

select
    *,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
    end as nobody_reject,
    [
        doubt(doubt_a, 'uscc', uscc, if(older_code_a, code_a, null)),
        doubt(doubt_b, 'uscc', id_raw, if(older_code_b, code_b, null)),
        doubt(doubt_c, 'reg_no', reg_no, if(older_code_c, code_c, null)),
        doubt(doubt_of_uscc, 'uscc', coalesce(uscc, id_raw, reg_no), clean_uscc),
        doubt(
            doubt_of_reg_no, 'reg_no', coalesce(reg_no, id_raw, uscc), clean_reg_no
        ),
        doubt(doubt_of_all, 'uscc', coalesce(uscc, id_raw, reg_no), null)
    ] as identity_doubts
from doubted
