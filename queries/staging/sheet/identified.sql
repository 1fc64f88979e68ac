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

told as (

    select
        *,
        first_uscc(code_a, code_b, code_c) as clean_uscc,
        first_reg_no(code_c, code_b, code_a) as clean_reg_no,
        name_key(clean_name) as clean_name_key
    from coded

)

select
    *,
    case
        when clean_uscc is null and clean_reg_no is null and clean_name is null
            then identity_reject(
                coalesce(uscc, id_raw, reg_no), coalesce(code_a, code_b, code_c)
            )
    end as nobody_reject,
    code_doubts(
        uscc, id_raw, reg_no, code_a, code_b, code_c, clean_uscc, clean_reg_no
    ) as identity_doubts
from told
