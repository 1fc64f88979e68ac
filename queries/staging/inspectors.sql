-- 执法检查人员 | inspectors: one person of the roster as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    leading zeros of the number stay; without one that of the certificate tells who
--          it is; an expired certificate is kept as a date
with

typed as (

    select
        *,
        coalesce(as_text(emp_no), as_text(cert_no), as_text(provincial_cert_no))
            as clean_emp_no,
        max(length(emp_no)) filter (where starts_with(emp_no, '0'))
            over (partition by sheet_no) as padded_length,
        coalesce(cert_valid_to, provincial_cert_valid_to) as valid_text,
        as_date(coalesce(cert_valid_to, provincial_cert_valid_to)) as clean_valid_to
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_emp_no as emp_no,
    as_free_text(name) as name,
    as_text(city) as city_text,
    as_text(county) as county_text,
    as_text(unit) as unit_text,
    as_free_text(office) as office,
    as_free_text(station) as station,
    as_text(level) as level_text,
    clean_valid_to as cert_valid_to,
    as_free_list(qualifications) as qualifications,
    list_transform(
        as_list(item_scope), lambda item: coalesce(item_code_of(item), item)
    ) as item_scope,
    as_key(state) as state_text,
    as_text(recusal_ref) as recusal_ref,
    as_free_text(recusal_reason) as recusal_reason,
    case when clean_emp_no is null then 'key_missing' end as reject_code,
    'emp_no' as reject_column,
    concat_ws('|', as_text(city), as_text(county), as_text(unit), clean_emp_no)
        as row_key,
    row_key as own_key,
    doubts([
        doubt(
            case
                when
                    regexp_full_match(clean_emp_no, '[1-9]\d*')
                    and length(clean_emp_no) < padded_length
                    then 'zeros_lost'
            end,
            'emp_no', clean_emp_no, clean_emp_no
        ),
        doubt(
            if(as_text(emp_no) is null, 'told_by_certificate', null),
            'emp_no', emp_no, clean_emp_no
        ),
        doubt_of_date('cert_valid_to', valid_text, clean_valid_to)
    ]) as doubts
from typed
