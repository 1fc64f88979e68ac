-- 回避登记 | recusals: one declared interest as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    an inspector is not paired with a declared interest
with

typed as (

    select
        *,
        as_text(inspector_id) as inspector_text,
        as_text(recusal_ref) as clean_ref,
        as_date(valid_from) as clean_from,
        as_date(valid_to) as clean_to
    from data

),

coded as (

    select *, as_code(clean_ref) as ref_code
    from typed

)

select
    sheet_no,
    source_row,
    overflow,
    inspector_text,
    as_text(unit) as unit_text,
    clean_ref as recusal_ref,
    case when is_usable_uscc(ref_code) then ref_code end as uscc,
    case
        when regexp_full_match(ref_code, '\d{12,15}|\d{6}NA.*') then ref_code
    end as reg_no,
    name_key(clean_ref) as name_key,
    as_free_text(reason) as reason,
    clean_from as valid_from,
    clean_to as valid_to,
    case
        when inspector_text is null then 'key_missing'
        when clean_ref is null then 'recusal_missing'
    end as reject_code,
    case when inspector_text is null then 'inspector_id' else 'recusal_ref' end
        as reject_column,
    concat_ws('|', as_text(unit), inspector_text, clean_ref, clean_from) as row_key,
    row_key as own_key,
    doubts([
        doubt_of_date('valid_from', valid_from, clean_from),
        doubt_of_end('valid_to', valid_to, clean_to)
    ]) as doubts
from coded
